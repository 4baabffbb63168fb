package io.satang.testing;

import io.satang.embedded.PostgresAddress;
import java.util.Objects;

/**
 * Where the test JVM's servers are.
 *
 * @param postgres              the PostgreSQL server
 * @param kafkaBootstrapServers what Kafka clients call {@code bootstrap.servers}
 */
public record Servers(PostgresAddress postgres, String kafkaBootstrapServers) {
    public Servers {
        Objects.requireNonNull(postgres, "postgres");
        Objects.requireNonNull(kafkaBootstrapServers, "kafkaBootstrapServers");
    }
}
