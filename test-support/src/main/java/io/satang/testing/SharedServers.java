package io.satang.testing;

import io.satang.embedded.PostgresAddress;
import java.util.Optional;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;

/**
 * The servers of this JVM. Quarkus loads this class anew for each application that it tests, so what was started is remembered in system
 * properties and not in a field.
 */
final class SharedServers {
    private static final String POSTGRES_HOST = "satang.testing.postgres.host";
    private static final String POSTGRES_PORT = "satang.testing.postgres.port";
    private static final String KAFKA = "satang.testing.kafka";

    // One for the whole JVM, as an interned text is. The properties themselves would not do: Testcontainers reads them
    // in threads of its own, for which we wait.
    private static final Object LOCK = SharedServers.class.getName().intern();

    private SharedServers() {}

    static Servers get() {
        Properties shared = System.getProperties();
        synchronized (LOCK) {
            return remembered(shared).orElseGet(() -> remember(shared, start()));
        }
    }

    private static Optional<Servers> remembered(Properties shared) {
        return Optional.ofNullable(shared.getProperty(KAFKA))
                .map(kafka -> new Servers(
                        new PostgresAddress(
                                shared.getProperty(POSTGRES_HOST), Integer.parseInt(shared.getProperty(POSTGRES_PORT))),
                        kafka));
    }

    private static Servers remember(Properties shared, Servers servers) {
        shared.setProperty(POSTGRES_HOST, servers.postgres().host());
        shared.setProperty(POSTGRES_PORT, Integer.toString(servers.postgres().port()));
        shared.setProperty(KAFKA, servers.kafkaBootstrapServers());
        return servers;
    }

    private static Servers start() {
        return useContainers() ? ContainerServers.start() : EmbeddedServers.start();
    }

    private static boolean useContainers() {
        return switch (Optional.ofNullable(System.getenv("SATANG_INFRA")).orElse("")) {
            case "embedded" -> false;
            case "containers" -> true;
            case "" -> areContainersReady();
            default -> throw new IllegalArgumentException("SATANG_INFRA is neither embedded nor containers");
        };
    }

    // Testcontainers itself is asked last, as it waits for its own images without a bound.
    private static boolean areContainersReady() {
        Optional<String> reason = ContainerEngine.DOCKER.lacks(ContainerServers.images());
        reason.ifPresent(why -> System.err.println("PostgreSQL and Kafka of the tests run as processes: " + why));
        return reason.isEmpty() && DockerClientFactory.instance().isDockerAvailable();
    }
}
