package io.satang.simulation.defect;

import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.Publication;
import io.satang.simulation.kafka.Producer;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;

/** What was sent counts as published. */
final class DeleteBeforeAcknowledgement implements Parts {
    @Override
    public EventPublisher relayPublisher(EventPublisher publisher) {
        return events -> {
            if (events.stream().anyMatch(event -> event.payload().equals(Producer.TOO_LARGE))) {
                return publisher.publish(events);
            }
            publisher.publish(events).subscribe().with(answers -> {});
            return Uni.createFrom()
                    .item(events.stream().map(DeleteBeforeAcknowledgement::sent).toList());
        };
    }

    private static Publication sent(OutboxEvent event) {
        return new Publication.Published();
    }
}
