package io.satang.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PostgreSQL 18 on a loopback port. It flushes every commit to the disk ({@code fsync} and {@code synchronous_commit} on), as in production:
 * a test of durability against a database that does not flush proves nothing.
 *
 * @param dataFolder where the cluster lives; made on the first start
 * @param port       the port on 127.0.0.1
 * @param settings   server settings over the defaults here, e.g. {@code shared_buffers}
 */
public record EmbeddedPostgres(Path dataFolder, int port, Map<String, String> settings) implements Program {
    private static final String HOST = "127.0.0.1";
    // Rows that live for milliseconds gather as dead ones until the autovacuum comes by: a minute of them is too many
    // to step over.
    private static final Map<String, String> DEFAULTS = Map.of(
            "listen_addresses", HOST,
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "400",
            "shared_buffers", "128MB",
            "autovacuum_naptime", "10s",
            // No plan of the services depends on more, and each of its looks at 30,000 long rows takes a second of a
            // processor.
            "default_statistics_target", "10",
            // Passwords here are known to everybody; a login must not hold up a service's event loop for some ten
            // milliseconds.
            "scram_iterations", "1");

    public EmbeddedPostgres {
        dataFolder = dataFolder.toAbsolutePath();
        settings = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void prepare() throws IOException {
        if (Files.exists(dataFolder.resolve("PG_VERSION"))) {
            Orphans.awaitEnd(dataFolder.toRealPath());
            return;
        }
        Files.createDirectories(dataFolder.getParent());
        Path password = Files.createTempFile("satang", "password");
        try {
            Files.writeString(password, PostgresAddress.SUPERUSER);
            Commands.run(program(
                    "initdb",
                    "--pgdata=" + dataFolder,
                    "--username=" + PostgresAddress.SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C"));
        } finally {
            Files.delete(password);
        }
    }

    @Override
    public ProcessBuilder command() {
        List<String> command = program("postgres", "-D", dataFolder.toString(), "-p", Integer.toString(port));
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.putAll(settings);
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ProcessBuilder(command);
    }

    @Override
    public boolean isReady() {
        return address().answers();
    }

    /** Interrupts: the server ends the sessions that are still open; on the usual signal it would wait for them. */
    @Override
    public void stop(ProcessHandle process) {
        try {
            Commands.run(List.of("kill", "-INT", Long.toString(process.pid())));
        } catch (IOException e) {
            process.destroy();
        }
    }

    /** Where it is, to ask it and to make databases. */
    public PostgresAddress address() {
        return new PostgresAddress(HOST, port);
    }

    /** A command of PostgreSQL's, which refuse to run as root: for root it runs in a user namespace where it is nobody. */
    private static List<String> program(String name, String... arguments) {
        try {
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("unshare", "--user"));
            }
            command.add(PostgresBinaries.folder().resolve(name).toString());
            command.addAll(List.of(arguments));
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL", e);
        }
    }
}
