package io.satang.platform.outbox;

import io.satang.platform.outbox.OutboxTable.DeadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to happen with a batch once its publication was answered.
 *
 * @param published     ids to delete
 * @param dead          events to set aside
 * @param passing       ids of those that could not be published now
 * @param passingReason why the first of them could not
 */
record Settlement(List<String> published, List<DeadEvent> dead, List<String> passing, Optional<String> passingReason) {

    static Settlement of(List<OutboxEvent> events, List<Publication> answers) {
        List<String> published = new ArrayList<>(events.size());
        List<DeadEvent> dead = new ArrayList<>();
        List<String> passing = new ArrayList<>();
        Optional<String> passingReason = Optional.empty();
        for (int i = 0; i < events.size(); i++) {
            String id = events.get(i).envelope().id();
            switch (answers.get(i)) {
                case Publication.Published ignored -> published.add(id);
                case Publication.Lasting failure -> dead.add(new DeadEvent(id, failure.reason()));
                case Publication.Passing failure -> {
                    passing.add(id);
                    passingReason = passingReason.or(() -> Optional.of(failure.reason()));
                }
            }
        }
        return new Settlement(published, dead, passing, passingReason);
    }
}
