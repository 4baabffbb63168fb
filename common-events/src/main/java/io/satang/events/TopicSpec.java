package io.satang.events;

import java.util.ArrayList;
import java.util.Arrays;
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
 * @param compacted  whether the last record of each key is kept for ever, or all records for a time
 * @param durability on how many brokers a record stands
 */
record TopicSpec(String name, int partitions, boolean compacted, Durability durability) {
    /** The largest batch that the broker takes: any record of ours, and what compression may add to it. */
    static final int MESSAGE_BYTES_MAX = 2 * Sizes.RECORD_BYTES_MAX;

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
        Objects.requireNonNull(durability, "durability");
    }

    /** Every topic of the platform: one for each type of event, and dead letters for each consumer of each. */
    static List<TopicSpec> all(int partitions, Durability durability) {
        Stream<TopicSpec> events = Arrays.stream(EventType.values())
                .map(type -> new TopicSpec(type.topic(), partitions, type.compacted(), durability));
        Stream<TopicSpec> letters = Arrays.stream(EventConsumer.values())
                .flatMap(consumer -> consumer.types().stream()
                        .map(type -> new TopicSpec(consumer.deadLetterTopic(type.topic()), 1, false, durability)));
        return Stream.concat(events, letters).toList();
    }

    /** The topic as it is to be made. */
    NewTopic newTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.of(durability.replicas()))
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, policy(),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(durability.inSync()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MESSAGE_BYTES_MAX)));
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
        return compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    }

    private Optional<String> atLeast(Found found, String setting, long least) {
        String value = found.settings().getOrDefault(setting, "0");
        return Long.parseLong(value) >= least
                ? Optional.empty()
                : Optional.of(name + " has " + setting + " " + value + ": set it to at least " + least);
    }
}
