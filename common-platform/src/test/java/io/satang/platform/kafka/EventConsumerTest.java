package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.EventType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who consumes what: payments wait for those that fall behind, and not for everybody; the channels of the services say the same. */
class EventConsumerTest {
    private static final Pattern TOPICS_OF_CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topics");
    private static final Pattern GROUP_OF_CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.group\\.id");

    @Test
    void payments_do_not_wait_for_what_merchants_only_look_at() {
        assertThat(EventConsumer.ACCOUNT_SERVICE.holdsPaymentsBack()).isFalse();
        assertThat(EventConsumer.WEBHOOK_SERVICE.holdsPaymentsBack()).isTrue();
        assertThat(EventConsumer.OFFERS_SERVICE.holdsPaymentsBack()).isTrue();
        assertThat(EventConsumer.SOURCE_SERVICE.holdsPaymentsBack()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_service_consumes_comes_by_one_of_its_channels_and_no_other(EventConsumer consumer) throws IOException {
        Properties settings = settings(consumer.group());

        assertThat(values(settings, TOPICS_OF_CHANNEL).stream()
                        .flatMap(topics -> Pattern.compile(",").splitAsStream(topics)))
                .containsExactlyInAnyOrderElementsOf(
                        consumer.types().stream().map(EventType::topic).toList());
        assertThat(values(settings, GROUP_OF_CHANNEL)).containsOnly(consumer.group());
    }

    private static Properties settings(String service) throws IOException {
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("..", service, "src/main/resources/application.properties"))) {
            settings.load(file);
        }
        return settings;
    }

    private static List<String> values(Properties settings, Pattern name) {
        return settings.stringPropertyNames().stream()
                .filter(each -> name.matcher(each).matches())
                .map(settings::getProperty)
                .toList();
    }
}
