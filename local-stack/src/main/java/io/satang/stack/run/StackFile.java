package io.satang.stack.run;

import io.satang.embedded.PostgresAddress;
import io.satang.platform.key.TestKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a running stack says of itself in {@code .satang/run/stack.json}, for those who measure or test it: address, keys, servers and
 * processes. Rewritten whenever a process has been started again.
 *
 * @param baseUrl   the gateway
 * @param ready     whether everything has answered once
 * @param postgres  the server with the databases of all services
 * @param kafka     bootstrap servers
 * @param processes what runs, the launcher with the gateway in it among them
 */
public record StackFile(String baseUrl, boolean ready, PostgresAddress postgres, String kafka, List<RunsAs> processes) {
    /** What webhooks of the test accounts are signed with, in base64; it is no secret. */
    public static final String WEBHOOK_SECRET = "c2F0YW5nLWxvY2FsLXdlYmhvb2stc2VjcmV0";

    /** What the launcher's process is called, which has the gateway in it. */
    public static final String GATEWAY = "gateway";

    public StackFile {
        Objects.requireNonNull(baseUrl, "baseUrl");
        processes = List.copyOf(processes);
    }

    /**
     * A process of the stack.
     *
     * @param name a service (with a number from its second replica on), {@code postgres}, {@code kafka} or {@code gateway}
     * @param pid  its process id
     * @param port where it listens on 127.0.0.1
     * @param managementPort where a service answers for metrics, health and internal routes
     */
    public record RunsAs(String name, long pid, OptionalInt port, OptionalInt managementPort) {
        public RunsAs {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(port, "port");
            Objects.requireNonNull(managementPort, "managementPort");
        }
    }

    /**
     * Reads the file.
     *
     * @return empty when there is none
     */
    public static Optional<StackFile> read(Path file) throws IOException {
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The id of a process, when the stack runs it. */
    public OptionalLong pidOf(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .mapToLong(RunsAs::pid)
                .findFirst();
    }

    /** Replaces the file at once, so that readers never see half of it. */
    void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, json());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static StackFile parse(String text) {
        JsonObject json = new JsonObject(text);
        JsonObject postgres = json.getJsonObject("postgres");
        return new StackFile(
                json.getString("base_url"),
                json.getBoolean("ready"),
                new PostgresAddress(postgres.getString("host"), postgres.getInteger("port")),
                json.getJsonObject("kafka").getString("bootstrap_servers"),
                json.getJsonArray("processes").stream()
                        .map(JsonObject.class::cast)
                        .map(StackFile::process)
                        .toList());
    }

    String json() {
        JsonArray processArray = new JsonArray();
        processes.forEach(process -> processArray.add(json(process)));
        return new JsonObject()
                .put("base_url", baseUrl)
                .put("ready", ready)
                .put("public_key", TestKeys.SATANG_PUBLIC)
                .put("secret_key", TestKeys.SATANG_SECRET)
                .put("webhook_secret", WEBHOOK_SECRET)
                .put(
                        "postgres",
                        new JsonObject()
                                .put("host", postgres.host())
                                .put("port", postgres.port())
                                .put("user", PostgresAddress.SUPERUSER)
                                .put("password", PostgresAddress.SUPERUSER))
                .put("kafka", new JsonObject().put("bootstrap_servers", kafka))
                .put("processes", processArray)
                .encodePrettily();
    }

    private static JsonObject json(RunsAs process) {
        JsonObject json = new JsonObject().put("name", process.name()).put("pid", process.pid());
        process.port().ifPresent(port -> json.put("port", port));
        process.managementPort().ifPresent(port -> json.put("management_port", port));
        return json;
    }

    private static RunsAs process(JsonObject json) {
        return new RunsAs(
                json.getString("name"), json.getLong("pid"), port(json, "port"), port(json, "management_port"));
    }

    private static OptionalInt port(JsonObject json, String name) {
        return json.containsKey(name) ? OptionalInt.of(json.getInteger(name)) : OptionalInt.empty();
    }
}
