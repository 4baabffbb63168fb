package io.satang.load;

import io.satang.load.Target.MeteredProcess;
import io.satang.load.Target.PostgresServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the local stack says of itself in {@code .satang/run/stack.json}. */
final class StackFile {

    private StackFile() {}

    static Target read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Target parse(String text) {
        JsonObject stack = new JsonObject(text);
        JsonObject postgres = stack.getJsonObject("postgres");
        return new Target(
                stack.getString("base_url"),
                stack.getString("public_key"),
                stack.getString("secret_key"),
                stack.getString("webhook_secret"),
                Optional.of(new PostgresServer(
                        postgres.getString("host"),
                        postgres.getInteger("port"),
                        postgres.getString("user"),
                        postgres.getString("password", ""))),
                processes(stack.getJsonArray("processes")));
    }

    private static List<MeteredProcess> processes(JsonArray processes) {
        return processes.stream()
                .map(JsonObject.class::cast)
                .map(process -> new MeteredProcess(process.getString("name"), process.getLong("pid")))
                .toList();
    }
}
