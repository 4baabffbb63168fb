package io.satang.simulation.kafka;

import io.satang.events.EventPublisher;
import io.satang.events.OutboxEvent;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What {@code KafkaEventPublisher} and its idempotent producer do: order is kept within a partition, requests are repeated, and when one
 * event is given up the whole batch has failed, while events of other partitions may still arrive.
 */
public final class Producer implements EventPublisher {
    private final Broker broker;
    private final SimulatedProcess process;

    /** A producer that dies with its process. */
    public Producer(Broker broker, SimulatedProcess process) {
        this.broker = broker;
        this.process = process;
    }

    private static final class Batch {
        final UniEmitter<? super Void> answer;
        int missing;
        boolean appended;

        Batch(UniEmitter<? super Void> answer, int missing) {
            this.answer = answer;
            this.missing = missing;
        }

        void acknowledged(int events) {
            missing -= events;
            if (missing == 0) {
                answer.complete(null);
            }
        }
    }

    @Override
    public Uni<Void> publish(List<OutboxEvent> events) {
        return Uni.createFrom().emitter(answer -> {
            Map<Partition, Queue<OutboxEvent>> queues = new LinkedHashMap<>();
            events.forEach(event -> queues.computeIfAbsent(broker.partition(event), each -> new ArrayDeque<>())
                    .add(event));
            Batch batch = new Batch(answer, events.size());
            queues.values().forEach(queue -> sendNext(batch, queue));
        });
    }

    /** Sends the next request of a partition; the one after it follows when it is acknowledged. */
    private void sendNext(Batch batch, Queue<OutboxEvent> queue) {
        if (queue.isEmpty()) {
            return;
        }
        List<OutboxEvent> request = new ArrayList<>();
        int events = broker.chance().between(1, queue.size());
        while (request.size() < events) {
            request.add(queue.remove());
        }
        send(batch, queue, request);
    }

    private void send(Batch batch, Queue<OutboxEvent> queue, List<OutboxEvent> request) {
        if (broker.chance().percent(broker.faults().failures())) {
            broker.scheduler()
                    .saw(batch.appended ? Sighting.PUBLISHED_IN_PART : Sighting.PUBLISH_FAILED, request::toString);
            later(() -> batch.answer.fail(new IllegalStateException("the broker does not acknowledge")));
        } else if (broker.chance().percent(broker.faults().lostRequests())) {
            broker.scheduler().after(process, broker.chance().millis(20, 200), () -> send(batch, queue, request));
        } else {
            broker.scheduler().after(broker.scheduler().world(), broker.network(), () -> {
                request.forEach(broker::append);
                batch.appended = true;
                if (broker.chance().percent(broker.faults().duplicates())) {
                    request.forEach(broker::append);
                }
                later(() -> {
                    batch.acknowledged(request.size());
                    sendNext(batch, queue);
                });
            });
        }
    }

    private void later(Runnable work) {
        broker.scheduler().after(process, broker.network(), work);
    }
}
