package io.satang.platform.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.EventType;
import io.satang.platform.kafka.BackPressure.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records every consumer has still to take of each of its topics, as whoever looks at all of them has found it last: a consumer that
 * is down cannot tell of itself. Of a partition of which nothing was ever taken nothing is known.
 */
final class ConsumerLags {
    private volatile Map<Lane, Long> records = Map.of();

    /** What a consumer takes of a topic. */
    private record Lane(EventConsumer consumer, String topic) {}

    ConsumerLags(MeterRegistry metrics) {
        for (EventConsumer consumer : EventConsumer.values()) {
            for (EventType type : consumer.types()) {
                register(metrics, new Lane(consumer, type.topic()));
            }
        }
    }

    private void register(MeterRegistry metrics, Lane lane) {
        Gauge.builder("satang.consumer.lag.records", () -> records.getOrDefault(lane, 0L))
                .description("What a consumer has still to take of a topic")
                .tag("consumer", lane.consumer().group())
                .tag("topic", lane.topic())
                .register(metrics);
    }

    /**
     * One look.
     *
     * @param next the offsets at which consumers would go on
     * @param ends the offsets that the next records will have
     */
    void measured(Map<Place, Long> next, Map<TopicPartition, Long> ends) {
        Map<Lane, Long> sums = new HashMap<>();
        next.forEach((place, offset) -> {
            long end = Objects.requireNonNull(ends.get(place.partition()));
            sums.merge(new Lane(place.consumer(), place.partition().topic()), Math.max(0, end - offset), Long::sum);
        });
        records = Map.copyOf(sums);
    }
}
