package io.satang.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void a_setting_that_is_missing_is_named_with_its_variable() {
        NoSuchElementException missing = missing();

        assertThat(StartFailure.settingOf(new ExceptionInInitializerError(new IllegalStateException("outer", missing))))
                .contains("satang.a-setting.nobody-has is not set: set SATANG_A_SETTING_NOBODY_HAS"
                        + " (docs/operations.md says what it is for)");
    }

    @Test
    void what_is_wrong_with_a_setting_is_said_without_what_stands_around_it() {
        assertThat(StartFailure.settingOf(new IllegalStateException("outer", new ConfigurationException("too short"))))
                .contains("too short");
    }

    @Test
    void an_address_of_kafka_that_leads_nowhere_is_named_with_its_variable() {
        KafkaException unresolvable = assertThrows(
                KafkaException.class,
                () -> AdminClient.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere.invalid:9092"))
                        .close());

        assertThat(StartFailure.settingOf(new IllegalStateException("outer", unresolvable)))
                .hasValueSatisfying(line -> assertThat(line).contains("No resolvable", "KAFKA_BOOTSTRAP_SERVERS"));
    }

    @Test
    void anything_else_is_no_setting() {
        IllegalStateException cause = new IllegalStateException("cause");
        RuntimeException failure = new RuntimeException("outer", cause);

        assertThat(StartFailure.settingOf(failure)).isEmpty();
        assertThat(StartFailure.root(failure)).isSameAs(cause);
    }

    /** As the library itself says it. */
    private static NoSuchElementException missing() {
        try {
            throw new AssertionError(ConfigProvider.getConfig().getValue("satang.a-setting.nobody-has", String.class));
        } catch (NoSuchElementException e) {
            return e;
        }
    }
}
