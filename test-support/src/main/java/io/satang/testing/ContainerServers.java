package io.satang.testing;

import io.satang.embedded.PostgresAddress;
import java.util.List;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers as containers, of the images that {@code docker-compose.yml} names too. */
final class ContainerServers {
    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    // Testcontainers' own: what removes containers after a crash, and what looks for the way to them.
    private static final String REAPER_IMAGE = "testcontainers/ryuk:0.13.0";
    private static final String HELPER_IMAGE = "alpine:3.17";
    private static final int POSTGRES_PORT = 5432;

    private ContainerServers() {}

    /** What has to be there before anything can be started: the servers' images, and those that Testcontainers uses for itself. */
    static List<String> images() {
        return List.of(POSTGRES_IMAGE, KAFKA_IMAGE, REAPER_IMAGE, HELPER_IMAGE);
    }

    static Servers start() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
                .withUsername(PostgresAddress.SUPERUSER)
                .withPassword(PostgresAddress.SUPERUSER)
                .withDatabaseName("postgres")
                // Testcontainers' own command line switches it off.
                .withCommand("postgres", "-c", "fsync=on")
                // Over TCP: while the image initialises, its server listens on a Unix socket only.
                .waitingFor(Wait.forSuccessfulCommand(
                        "pg_isready --host=127.0.0.1 --username=" + PostgresAddress.SUPERUSER));
        KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE);
        Startables.deepStart(postgres, kafka).join();
        // Testcontainers' reaper does it too, unless it is switched off.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.stop();
            kafka.stop();
        }));
        return new Servers(
                new PostgresAddress(postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT)),
                kafka.getBootstrapServers());
    }
}
