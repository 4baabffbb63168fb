package io.satang.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL 18 and Kafka for tests: containers where a Docker engine answers, else the same servers as child processes. They start once per
 * test JVM, whatever class loader asks, and end with it. {@code SATANG_INFRA=embedded} or {@code containers} in the environment decides
 * otherwise.
 *
 * <p>In a {@code @QuarkusTest}:
 *
 * <pre>{@code
 * @WithTestResource(value = Infra.class, scope = TestResourceScope.GLOBAL, initArgs = @ResourceArg(name = "database", value = "charge"))
 * }</pre>
 *
 * Elsewhere: {@link #start}.
 */
public final class Infra implements QuarkusTestResourceLifecycleManager {
    private String database = "";

    /** For Quarkus. */
    public Infra() {}

    /**
     * Starts the servers if need be.
     *
     * @return where they are
     * @throws IllegalStateException when they cannot be started; the message has what they printed
     */
    public static Servers servers() {
        return SharedServers.get();
    }

    /**
     * Starts the servers if need be and makes a database of this name, with a user and a password of the same name.
     *
     * @param database lower-case letters, digits and underscores
     * @return what a service is configured with to use them
     */
    public static Map<String, String> start(String database) {
        Servers servers = servers();
        try {
            servers.postgres().createDatabase(database);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + database, e);
        }
        return settings(servers, Optional.of(database));
    }

    @Override
    public void init(Map<String, String> initArgs) {
        database = initArgs.getOrDefault("database", "");
    }

    @Override
    public Map<String, String> start() {
        return database.isBlank() ? settings(servers(), Optional.empty()) : start(database);
    }

    /** Does nothing: other tests of this JVM use the same servers. */
    @Override
    public void stop() {}

    private static Map<String, String> settings(Servers servers, Optional<String> database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", servers.kafkaBootstrapServers());
        database.ifPresent(name -> {
            settings.put("satang.database.host", servers.postgres().host());
            settings.put(
                    "satang.database.port", Integer.toString(servers.postgres().port()));
            settings.put("satang.database.name", name);
            settings.put("satang.database.user", name);
            settings.put("satang.database.password", name);
        });
        return settings;
    }
}
