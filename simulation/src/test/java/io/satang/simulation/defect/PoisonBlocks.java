package io.satang.simulation.defect;

import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OrderedPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.Publication;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.List;

/** No failure is known to last, so a batch is tried again as long as there is one that can never be published. */
final class PoisonBlocks implements Parts {
    @Override
    public EventPublisher relayPublisher(EventPublisher publisher) {
        return events -> publisher.publish(events).map(PoisonBlocks::allOrNothing);
    }

    @Override
    public OrderedPublisher orderedPublisher(OrderedPublisher publisher) {
        return new Blocked(publisher);
    }

    private static List<Publication> allOrNothing(List<Publication> answers) {
        return answers.stream().anyMatch(Publication.Lasting.class::isInstance)
                ? Collections.nCopies(answers.size(), new Publication.Passing("the batch failed"))
                : answers;
    }

    private record Blocked(OrderedPublisher publisher) implements OrderedPublisher {
        @Override
        public Uni<Void> takeOver() {
            return publisher.takeOver();
        }

        @Override
        public Uni<List<Publication>> publish(List<OutboxEvent> events) {
            return publisher.publish(events).map(PoisonBlocks::allOrNothing);
        }
    }
}
