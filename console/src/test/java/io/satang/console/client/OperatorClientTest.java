package io.satang.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorClientTest {
    @Test
    void productionDoesNotStartWithServicesToAsk() {
        OperatorClient client = client("charge-service=http://127.0.0.1:9103");

        assertThat(client.startable(true)).isTrue();
        assertThat(client.startable(false)).isFalse();
        assertThat(new OperatorClient(Optional.empty(), Optional.empty()).startable(false))
                .isTrue();
    }

    @Test
    void whatIsNoServiceWithAnAddressIsRefused() {
        assertThatThrownBy(() -> client("http//127.0.0.1")).isInstanceOf(ConfigurationException.class);
    }

    private static OperatorClient client(String services) {
        return new OperatorClient(Optional.of(List.of(services)), Optional.of("token"));
    }
}
