package io.satang.simulation.kafka;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.check.TopicChecks;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Releases;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The broker: keeps what is appended, and tells the groups that there is something new. */
public final class Broker {
    private final Scheduler scheduler;
    private final Chance chance;
    private final TopicChecks checks;
    private final Map<String, List<Partition>> topics = new TreeMap<>();
    private final List<ConsumerGroup> groups = new ArrayList<>();
    private final Releases releases;
    private final boolean countsEpochs;
    private KafkaFaults faults;
    private long epoch;

    /**
     * A broker with the topics of all events, and nothing on them.
     *
     * @param releases     who writes what stands on the topics
     * @param countsEpochs whether it refuses a publisher that was replaced
     */
    public Broker(
            Scheduler scheduler,
            Chance chance,
            int partitions,
            KafkaFaults faults,
            TopicChecks checks,
            Releases releases,
            boolean countsEpochs) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.checks = checks;
        this.faults = faults;
        this.releases = releases;
        this.countsEpochs = countsEpochs;
        Arrays.stream(EventType.values())
                .forEach(type -> topics.put(
                        type.topic(),
                        IntStream.range(0, partitions)
                                .mapToObj(number -> new Partition(type.topic(), number))
                                .toList()));
    }

    /** Nothing goes wrong any more. */
    public void heal() {
        faults = KafkaFaults.NONE;
    }

    /** Appends something that is not an event. */
    public void appendPoison(String topic, String key) {
        partition(topic, key)
                .append(key, "{", new RecordHeaders(), scheduler.now().toEpochMilli());
        groups.forEach(ConsumerGroup::wake);
    }

    long nextEpoch() {
        return ++epoch;
    }

    boolean accepts(long publisherEpoch) {
        return !countsEpochs || publisherEpoch == epoch;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Chance chance() {
        return chance;
    }

    KafkaFaults faults() {
        return faults;
    }

    void subscribe(ConsumerGroup group) {
        groups.add(group);
    }

    List<Partition> partitions(String topic) {
        return topics.get(topic);
    }

    Partition partition(OutboxEvent event) {
        return partition(event.envelope().type().topic(), event.envelope().aggregateId());
    }

    void append(OutboxEvent event) {
        EventEnvelope envelope = event.envelope();
        partition(event)
                .append(
                        envelope.aggregateId(),
                        releases.write(event.payload()),
                        new RecordHeaders(envelope.headers()),
                        scheduler.now().toEpochMilli());
        if (checks.appended(event)) {
            scheduler.say(() -> "appended " + envelope);
        } else {
            scheduler.saw(Sighting.PUBLISHED_AGAIN, envelope::toString);
        }
        groups.forEach(ConsumerGroup::wake);
    }

    Duration network() {
        return chance.percent(faults.slow()) ? chance.millis(5, 300) : chance.millis(0, 2);
    }

    private Partition partition(String topic, String key) {
        List<Partition> partitions = topics.get(topic);
        return partitions.get(Math.floorMod(key.hashCode(), partitions.size()));
    }
}
