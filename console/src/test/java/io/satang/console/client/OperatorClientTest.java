package io.satang.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorClientTest {
    @Test
    void productionAsksServicesOnlyWhereOperatorsSignIn() {
        OperatorClient client = client("charge-service=http://127.0.0.1:9103");

        assertThat(client.startable(true)).isTrue();
        assertThat(client.startable(false)).isFalse();
        assertThat(new OperatorClient(Optional.empty(), Optional.empty(), Optional.empty()).startable(false))
                .isTrue();
        assertThat(client("charge-service=http://127.0.0.1:9103", Optional.of("https://id.example"))
                        .startable(false))
                .isTrue();
    }

    @Test
    void whatIsNoServiceWithAnAddressIsRefused() {
        assertThatThrownBy(() -> client("http//127.0.0.1")).isInstanceOf(ConfigurationException.class);
    }

    private static OperatorClient client(String services) {
        return client(services, Optional.empty());
    }

    private static OperatorClient client(String services, Optional<String> issuer) {
        return new OperatorClient(Optional.of(List.of(services)), Optional.of("token"), issuer);
    }
}
