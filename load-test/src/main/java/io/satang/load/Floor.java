package io.satang.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.load.Target.PostgresServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * The bare SQL of a payment against the same server: three transactions, each with its outbox write. What the system
 * reaches is judged as a part of it, because it moves with the machine and the disk.
 */
final class Floor {

    private static final int CONNECTIONS = 32;
    private static final String DATABASE = "satang_bench_floor";

    private final Vertx vertx;
    private final PostgresServer server;

    Floor(Vertx vertx, PostgresServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * What was measured.
     *
     * @param paymentsPerSecond of three transactions each
     * @param how pgbench or our own loop
     */
    record Measured(double paymentsPerSecond, String how) {}

    /** Makes a scratch database, measures in it, drops it. */
    Measured measure(Duration duration) {
        ScratchDatabase scratch = ScratchDatabase.create(vertx, server, DATABASE, resource("floor-schema.sql"));
        String payment = resource("floor-payment.sql");
        try {
            return Pgbench.installed()
                    ? new Measured(
                            new Pgbench(server, DATABASE).run(CONNECTIONS, duration, payment), "pgbench -M prepared")
                    : new Measured(
                            new SqlLoop(vertx, server, DATABASE).run(CONNECTIONS, duration, payment), "SQL loop");
        } finally {
            scratch.drop();
        }
    }

    static String resource(String name) {
        try (InputStream in = Floor.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
