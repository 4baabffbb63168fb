package io.satang.webhook.recovery;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a merchant had done about deliveries.
 *
 * @param requestId the request that asked for it
 * @param subject   the id of what it was done to
 */
record AuditEntry(Action action, String accountId, Optional<String> requestId, String subject) {
    AuditEntry {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(subject, "subject");
    }

    /** What can be done. Names are stored: add some, change none. */
    enum Action {
        EVENT_RESENT("event.resent"),
        REPLAY_STARTED("replay.started"),
        REPLAY_STOPPED("replay.stopped");

        private final String storedName;

        Action(String storedName) {
            this.storedName = storedName;
        }

        String storedName() {
            return storedName;
        }
    }
}
