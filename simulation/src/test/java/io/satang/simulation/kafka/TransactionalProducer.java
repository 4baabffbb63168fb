package io.satang.simulation.kafka;

import io.satang.platform.outbox.OrderedPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.Publication;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code KafkaOrderedPublisher} does: an epoch that the broker counts, requests that carry it, and a commit at the end. What was
 * appended before a transaction failed stays on the topic for whoever reads uncommitted.
 */
public final class TransactionalProducer implements OrderedPublisher {
    private final Broker broker;
    private final SimulatedProcess process;
    private long epoch = -1;

    /** A producer that has not taken over, and dies with its process. */
    public TransactionalProducer(Broker broker, SimulatedProcess process) {
        this.broker = broker;
        this.process = process;
    }

    @Override
    public Uni<Void> takeOver() {
        return Uni.createFrom()
                .emitter(answer -> atBroker(() -> {
                    if (failsNow()) {
                        answerLater(() -> answer.fail(new IllegalStateException("no answer to taking over")));
                        return;
                    }
                    long next = broker.nextEpoch();
                    answerLater(() -> {
                        epoch = next;
                        answer.complete(null);
                    });
                }));
    }

    @Override
    public Uni<List<Publication>> publish(List<OutboxEvent> events) {
        List<OutboxEvent> rest = new ArrayList<>(events);
        rest.removeIf(event -> event.payload().equals(Producer.TOO_LARGE));
        long as = epoch;
        return Uni.createFrom().emitter(answer -> {
            freezeSometimes();
            broker.scheduler()
                    .after(
                            process,
                            Duration.ZERO,
                            () -> sendNext(
                                    rest, rest.size(), as, outcome -> answer.complete(answers(events, outcome))));
        });
    }

    private static List<Publication> answers(List<OutboxEvent> events, Publication outcome) {
        return events.stream()
                .map(event -> event.payload().equals(Producer.TOO_LARGE)
                        ? new Publication.Lasting(Producer.TOO_LARGE)
                        : outcome)
                .toList();
    }

    private void freezeSometimes() {
        if (broker.chance().percent(broker.faults().frozen())) {
            broker.scheduler().saw(Sighting.FROZEN_WITH_A_BATCH, process::toString);
            broker.scheduler().pause(process, broker.chance().millis(2_000, 8_000));
        }
    }

    /** Sends some of them, then the others, and at last the commit. */
    private void sendNext(List<OutboxEvent> rest, int all, long as, Consumer<Publication> outcome) {
        int count = rest.isEmpty() ? 0 : broker.chance().between(1, rest.size());
        atBroker(() -> {
            if (!broker.accepts(as)) {
                broker.scheduler().saw(Sighting.PUBLISHER_FENCED, process::toString);
                answerLater(() -> outcome.accept(new Publication.Passing("fenced")));
                return;
            }
            if (failsNow()) {
                broker.scheduler()
                        .saw(rest.size() < all ? Sighting.PUBLISHED_IN_PART : Sighting.PUBLISH_FAILED, rest::toString);
                answerLater(() -> outcome.accept(new Publication.Passing("the broker does not acknowledge")));
                return;
            }
            rest.subList(0, count).forEach(broker::append);
            answerLater(() -> {
                if (count == 0) {
                    outcome.accept(new Publication.Published());
                } else {
                    sendNext(rest.subList(count, rest.size()), all, as, outcome);
                }
            });
        });
    }

    private boolean failsNow() {
        return broker.chance().percent(broker.faults().failures());
    }

    private void atBroker(Runnable work) {
        broker.scheduler().after(broker.scheduler().world(), broker.network(), work);
    }

    private void answerLater(Runnable work) {
        broker.scheduler().after(process, broker.network(), work);
    }
}
