package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.platform.kafka.BackPressure.Place;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What operators see of consumers that are behind. */
class ConsumerLagsTest {
    private static final TopicPartition FIRST = new TopicPartition("charge.created", 0);
    private static final TopicPartition SECOND = new TopicPartition("charge.created", 1);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ConsumerLags lags = new ConsumerLags(metrics);

    @Test
    void before_the_first_look_every_consumer_of_a_topic_is_shown_with_nothing_to_take() {
        assertThat(lag("webhook-service", "refund.created")).isZero();
        assertThat(lag("source-service", "charge.created")).isZero();
    }

    @Test
    void what_a_consumer_has_still_to_take_of_a_topic_is_the_sum_of_its_partitions() {
        lags.measured(
                Map.of(
                        new Place(EventConsumer.SOURCE_SERVICE, FIRST), 10L,
                        new Place(EventConsumer.SOURCE_SERVICE, SECOND), 5L,
                        new Place(EventConsumer.WEBHOOK_SERVICE, FIRST), 12L),
                Map.of(FIRST, 12L, SECOND, 9L));

        assertThat(lag("source-service", "charge.created")).isEqualTo(6);
        assertThat(lag("webhook-service", "charge.created")).isZero();
    }

    @Test
    void an_end_that_was_looked_up_before_the_offset_is_no_negative_lag() {
        lags.measured(Map.of(new Place(EventConsumer.SOURCE_SERVICE, FIRST), 13L), Map.of(FIRST, 12L));

        assertThat(lag("source-service", "charge.created")).isZero();
    }

    private double lag(String consumer, String topic) {
        return metrics.get("satang.consumer.lag.records")
                .tags("consumer", consumer, "topic", topic)
                .gauge()
                .value();
    }
}
