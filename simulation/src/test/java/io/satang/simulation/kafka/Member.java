package io.satang.simulation.kafka;

import io.satang.simulation.kafka.ConsumerGroup.OffsetPolicy;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One replica's consumer: polls its partitions, hands over a batch at a time, and commits offsets some time later. */
final class Member {
    private static final int PARTITION_SKIPPED_PERCENT = 30;
    private static final List<Integer> COMMIT_MILLIS_MAX = List.of(5, 1_000);

    private final ConsumerGroup group;
    private final Broker broker;
    private final Chance chance;
    private final SimulatedProcess process;
    private final Function<ConsumerRecords<byte[], byte[]>, Uni<Void>> listener;
    private final Map<Partition, Integer> positions = new LinkedHashMap<>();
    private boolean busy;

    Member(
            ConsumerGroup group,
            Broker broker,
            SimulatedProcess process,
            Function<ConsumerRecords<byte[], byte[]>, Uni<Void>> listener) {
        this.group = group;
        this.broker = broker;
        this.chance = broker.chance();
        this.process = process;
        this.listener = listener;
    }

    void revoke() {
        positions.clear();
    }

    void assign(Partition partition, int from) {
        positions.put(partition, from);
    }

    boolean idle() {
        return !busy;
    }

    void wake() {
        boolean something = positions.entrySet().stream()
                .anyMatch(position -> position.getValue() < position.getKey().end());
        if (something && !busy) {
            busy = true;
            broker.scheduler().after(process, broker.network(), this::poll);
        }
    }

    /** Reads some of what there is: of some partitions, and not all of it, so that topics overtake each other. */
    private void poll() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        Map<Partition, Integer> ends = new LinkedHashMap<>();
        positions.forEach((partition, from) -> {
            if (from < partition.end() && !chance.percent(PARTITION_SKIPPED_PERCENT)) {
                int to = chance.between(from + 1, partition.end());
                records.put(partition.name(), partition.read(from, to));
                group.reads(partition, from, to);
                ends.put(partition, to);
            }
        });
        positions.putAll(ends);
        if (records.isEmpty()) {
            next();
            return;
        }
        if (group.policy() == OffsetPolicy.BEFORE_HANDLING) {
            commit(ends);
        }
        broker.scheduler().say(() -> "reads " + offsets(ends).keySet());
        listener.apply(new ConsumerRecords<>(records, offsets(ends)))
                .subscribe()
                .with(done -> handled(ends), failure -> {
                    busy = false;
                    group.failed(failure);
                });
    }

    private void handled(Map<Partition, Integer> ends) {
        if (group.policy() == OffsetPolicy.AFTER_HANDLING) {
            commitLater(ends);
        }
        next();
    }

    private void next() {
        busy = false;
        wake();
    }

    private void commitLater(Map<Partition, Integer> ends) {
        broker.scheduler().after(process, chance.millis(0, chance.oneOf(COMMIT_MILLIS_MAX)), () -> commit(ends));
    }

    private void commit(Map<Partition, Integer> ends) {
        ends.forEach((partition, end) -> group.commit(this, partition, end));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Partition, Integer> ends) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition.name(), new OffsetAndMetadata(end)));
        return offsets;
    }
}
