package io.satang.simulation.kafka;

import io.satang.events.EventType;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The replicas of one service: each partition belongs to one of them at a time, and begins after the last committed offset. */
public final class ConsumerGroup {
    private final String name;
    private final Broker broker;
    private final OffsetPolicy policy;
    private final Consumer<Throwable> failed;
    private final List<Partition> partitions;
    private final Map<Partition, Integer> committed = new HashMap<>();
    private final Map<Partition, Integer> furthest = new HashMap<>();
    private final Map<Partition, Member> owners = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();

    /** When a member may commit the offsets of a batch. */
    public enum OffsetPolicy {
        /** When the batch has been handled, as all our consumers do. */
        AFTER_HANDLING,
        /** When the batch has been received. */
        BEFORE_HANDLING
    }

    /**
     * A group without members.
     *
     * @param failed is told when a listener fails, which none of ours should
     */
    public ConsumerGroup(
            String name, Broker broker, List<EventType> topics, OffsetPolicy policy, Consumer<Throwable> failed) {
        this.name = name;
        this.broker = broker;
        this.policy = policy;
        this.failed = failed;
        this.partitions = topics.stream()
                .flatMap(topic -> broker.partitions(topic.topic()).stream())
                .toList();
        broker.subscribe(this);
    }

    /** Lets a process take its share from now on until it dies. */
    public void join(SimulatedProcess process, Function<ConsumerRecords<byte[], byte[]>, Uni<Void>> listener) {
        Member member = new Member(this, broker, process, listener);
        members.add(member);
        process.onDeath(() -> {
            members.remove(member);
            broker.scheduler().after(broker.scheduler().world(), broker.chance().millis(100, 2_000), this::rebalance);
        });
        broker.scheduler().after(broker.scheduler().world(), broker.chance().millis(10, 200), this::rebalance);
    }

    /** Deals the partitions anew. Whoever loses one may still be busy with what it has read of it. */
    public void rebalance() {
        owners.clear();
        members.forEach(Member::revoke);
        if (members.isEmpty()) {
            return;
        }
        for (Partition partition : partitions) {
            Member owner = broker.chance().oneOf(members);
            owners.put(partition, owner);
            owner.assign(partition, committed(partition));
        }
        broker.scheduler().say(() -> name + " rebalanced: " + members.size() + " members");
        wake();
    }

    /** Whether everything has been handled, and its offsets committed. */
    public boolean atRest() {
        return lag() == 0 && members.stream().allMatch(Member::idle);
    }

    /** How many messages there are beyond the committed offsets. */
    public int lag() {
        return partitions.stream()
                .mapToInt(partition -> partition.end() - committed(partition))
                .sum();
    }

    OffsetPolicy policy() {
        return policy;
    }

    void failed(Throwable failure) {
        failed.accept(failure);
    }

    void wake() {
        members.forEach(Member::wake);
    }

    /** A member reads a part of a partition. */
    void reads(Partition partition, int from, int to) {
        if (from < furthest.getOrDefault(partition, 0)) {
            broker.scheduler().saw(Sighting.READ_AGAIN, () -> partition.name() + " from " + from);
        }
        furthest.merge(partition, to, Math::max);
    }

    /** Commits an offset, unless the partition belongs to somebody else by now. */
    void commit(Member member, Partition partition, int offset) {
        if (owners.get(partition) == member) {
            committed.merge(partition, offset, Math::max);
        } else {
            broker.scheduler().saw(Sighting.OFFSET_FENCED, () -> partition.name() + " at " + offset);
        }
    }

    private int committed(Partition partition) {
        return committed.getOrDefault(partition, 0);
    }
}
