package io.satang.platform.kafka;

import io.satang.events.AccountsApplied;
import io.satang.events.EventType;
import io.satang.events.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic has to be like for the promises of this platform to hold.
 *
 * @param name       the topic
 * @param partitions at least so many
 * @param keeping    what is kept of its records
 * @param durability on how many brokers a record stands
 */
record TopicSpec(String name, int partitions, Keeping keeping, Durability durability) {
    /** The largest batch that the broker takes: any record of ours, and what compression may add to it. */
    static final int MESSAGE_BYTES_MAX = 2 * Sizes.RECORD_BYTES_MAX;

    private static final Duration MINUTES = Duration.ofMinutes(10);

    /** What is kept of a topic's records. */
    enum Keeping {
        /** The last record of each key, for ever. */
        LAST_OF_KEY,
        /** All, for as long as the brokers keep topics. */
        ALL_FOR_A_TIME,
        /** All, for minutes: they are out of date within seconds, or nobody misses them. */
        ALL_FOR_MINUTES
    }

    /**
     * On how many brokers records stand.
     *
     * @param replicas copies of each partition
     * @param inSync   copies that must have a record before it counts as written
     */
    record Durability(short replicas, short inSync) {}

    /** What is there of a topic: its partitions and its settings by name. */
    record Found(TopicDescription topic, Map<String, String> settings) {}

    TopicSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keeping, "keeping");
        Objects.requireNonNull(durability, "durability");
    }

    /** Every topic of the platform: one for each type of event, dead letters for each consumer of each, and what replicas tell of themselves. */
    static List<TopicSpec> all(int partitions, Durability durability) {
        Stream<TopicSpec> events = Arrays.stream(EventType.values())
                .map(type -> new TopicSpec(type.topic(), partitions, keeping(type), durability));
        Stream<TopicSpec> letters = Arrays.stream(EventConsumer.values())
                .flatMap(consumer -> consumer.types().stream()
                        .map(type -> new TopicSpec(
                                consumer.deadLetterTopic(type.topic()), 1, Keeping.ALL_FOR_A_TIME, durability)));
        TopicSpec applied = new TopicSpec(AccountsApplied.TOPIC, 1, Keeping.ALL_FOR_MINUTES, durability);
        return Stream.of(events, letters, Stream.of(applied))
                .flatMap(specs -> specs)
                .toList();
    }

    private static Keeping keeping(EventType type) {
        if (type.compacted()) {
            return Keeping.LAST_OF_KEY;
        }
        return type.passing() ? Keeping.ALL_FOR_MINUTES : Keeping.ALL_FOR_A_TIME;
    }

    /** The topic as it is to be made. */
    NewTopic newTopic() {
        Map<String, String> settings = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, policy(),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(durability.inSync()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MESSAGE_BYTES_MAX)));
        if (keeping == Keeping.ALL_FOR_MINUTES) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(MINUTES.toMillis()));
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(MINUTES.toMillis()));
        }
        return new NewTopic(name, Optional.of(partitions), Optional.of(durability.replicas())).configs(settings);
    }

    /** What is wrong with the topic that is there, each with what to do; none when it fits. */
    List<String> problems(Found found) {
        List<String> problems = new ArrayList<>();
        int there = found.topic().partitions().size();
        if (there < partitions) {
            problems.add(name + " has " + there + " partitions: add partitions up to " + partitions);
        }
        int replicas = found.topic().partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (replicas < durability.replicas()) {
            problems.add(name + " has " + replicas + " replicas: reassign its partitions to " + durability.replicas());
        }
        String policyThere = found.settings().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (!policyThere.equals(policy())) {
            problems.add(name + " has cleanup.policy " + policyThere + ": set it to " + policy());
        }
        atLeast(found, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, durability.inSync())
                .ifPresent(problems::add);
        atLeast(found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Sizes.RECORD_BYTES_MAX)
                .ifPresent(problems::add);
        return List.copyOf(problems);
    }

    private String policy() {
        return switch (keeping) {
            case LAST_OF_KEY -> TopicConfig.CLEANUP_POLICY_COMPACT;
            case ALL_FOR_A_TIME, ALL_FOR_MINUTES -> TopicConfig.CLEANUP_POLICY_DELETE;
        };
    }

    private Optional<String> atLeast(Found found, String setting, long least) {
        String value = found.settings().getOrDefault(setting, "0");
        return Long.parseLong(value) >= least
                ? Optional.empty()
                : Optional.of(name + " has " + setting + " " + value + ": set it to at least " + least);
    }
}
