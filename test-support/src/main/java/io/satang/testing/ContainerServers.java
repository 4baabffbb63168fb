package io.satang.testing;

import io.satang.embedded.PostgresAddress;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers as containers, of the images that {@code docker-compose.yml} names too. */
final class ContainerServers {
    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    private static final int POSTGRES_PORT = 5432;

    private ContainerServers() {}

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
