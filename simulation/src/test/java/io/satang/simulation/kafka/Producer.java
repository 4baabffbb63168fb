package io.satang.simulation.kafka;

import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.Publication;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What {@code KafkaEventPublisher} and its idempotent producer do: order is kept within a partition, requests are repeated, and of an event
 * that was given up nobody knows whether it has arrived.
 */
public final class Producer implements EventPublisher {
    /** What no topic takes. */
    public static final String TOO_LARGE = "too large";

    private final Broker broker;
    private final SimulatedProcess process;

    /** A producer that dies with its process. */
    public Producer(Broker broker, SimulatedProcess process) {
        this.broker = broker;
        this.process = process;
    }

    /** The answers that have come so far. */
    private static final class Batch {
        private final List<OutboxEvent> events;
        private final Consumer<List<Publication>> whenComplete;
        private final Map<OutboxEvent, Publication> answers = new HashMap<>();

        Batch(List<OutboxEvent> events, Consumer<List<Publication>> whenComplete) {
            this.events = events;
            this.whenComplete = whenComplete;
        }

        void answer(List<OutboxEvent> some, Publication answer) {
            some.forEach(event -> answers.put(event, answer));
            if (answers.size() == events.size()) {
                whenComplete.accept(events.stream().map(answers::get).toList());
            }
        }

        boolean hasPublished() {
            return answers.containsValue(new Publication.Published());
        }
    }

    @Override
    public Uni<List<Publication>> publish(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom().emitter(answer -> {
            Batch batch = new Batch(events, answer::complete);
            Map<Partition, Queue<OutboxEvent>> queues = new LinkedHashMap<>();
            for (OutboxEvent event : events) {
                if (event.payload().equals(TOO_LARGE)) {
                    later(() -> batch.answer(List.of(event), new Publication.Lasting(TOO_LARGE)));
                } else {
                    queues.computeIfAbsent(broker.partition(event), each -> new ArrayDeque<>())
                            .add(event);
                }
            }
            queues.values().forEach(queue -> sendNext(batch, queue));
        });
    }

    /** Sends the next request of a partition; the one after it follows when it is answered. */
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
            giveUp(batch, queue, request);
        } else if (broker.chance().percent(broker.faults().lostRequests())) {
            broker.scheduler().after(process, broker.chance().millis(20, 200), () -> send(batch, queue, request));
        } else {
            arrive(request, () -> answer(batch, queue, request, new Publication.Published()));
        }
    }

    private void giveUp(Batch batch, Queue<OutboxEvent> queue, List<OutboxEvent> request) {
        broker.scheduler()
                .saw(batch.hasPublished() ? Sighting.PUBLISHED_IN_PART : Sighting.PUBLISH_FAILED, request::toString);
        Publication unknown = new Publication.Passing("the broker does not acknowledge");
        if (broker.chance().percent(50)) {
            arrive(request, () -> {});
        }
        answer(batch, queue, request, unknown);
    }

    private void arrive(List<OutboxEvent> request, Runnable then) {
        broker.scheduler().after(broker.scheduler().world(), broker.network(), () -> {
            request.forEach(broker::append);
            if (broker.chance().percent(broker.faults().duplicates())) {
                request.forEach(broker::append);
            }
            then.run();
        });
    }

    private void answer(Batch batch, Queue<OutboxEvent> queue, List<OutboxEvent> request, Publication answer) {
        later(() -> {
            batch.answer(request, answer);
            sendNext(batch, queue);
        });
    }

    private void later(Runnable work) {
        broker.scheduler().after(process, broker.network(), work);
    }
}
