package io.satang.webhook.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was done about deliveries or endpoints.
 *
 * @param actor     who did it
 * @param requestId the request that asked for it
 * @param subject   the id of what it was done to
 */
public record AuditEntry(Actor actor, Action action, String accountId, Optional<String> requestId, String subject) {
    public AuditEntry {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(subject, "subject");
    }

    /** What the account's merchant did. */
    public static AuditEntry ofMerchant(Action action, String accountId, Optional<String> requestId, String subject) {
        return new AuditEntry(Actor.MERCHANT, action, accountId, requestId, subject);
    }

    /** Who can do something. Names are stored: add some, change none. */
    public enum Actor {
        /** The account's merchant, with a secret key. */
        MERCHANT("merchant"),
        /** An operator, with the operators' token. */
        OPERATOR("operator"),
        /** This service, by a rule. */
        PLATFORM("platform");

        private final String storedName;

        Actor(String storedName) {
            this.storedName = storedName;
        }

        /** As it is stored and shown. */
        public String storedName() {
            return storedName;
        }
    }

    /** What can be done. Names are stored: add some, change none. */
    public enum Action {
        /** An event, or a delivery of it, was made due again. */
        EVENT_RESENT("event.resent"),
        /** A replay was begun. */
        REPLAY_STARTED("replay.started"),
        /** A replay was ended before its time. */
        REPLAY_STOPPED("replay.stopped"),
        /** An endpoint was made. */
        ENDPOINT_CREATED("webhook_endpoint.created"),
        /** Something of it was changed. */
        ENDPOINT_CHANGED("webhook_endpoint.changed"),
        /** It was told to wait. */
        ENDPOINT_PAUSED("webhook_endpoint.paused"),
        /** It may have webhooks again. */
        ENDPOINT_ENABLED("webhook_endpoint.enabled"),
        /** It may have none until somebody enables it. */
        ENDPOINT_DISABLED("webhook_endpoint.disabled"),
        /** It has another secret. */
        ENDPOINT_SECRET_ROLLED("webhook_endpoint.secret_rolled"),
        /** An account has another secret. */
        ACCOUNT_SECRET_ROLLED("webhook_secret.rolled"),
        /** It was sent an event to try it. */
        ENDPOINT_PINGED("webhook_endpoint.pinged"),
        /** Its lease has lapsed, and it is no more. */
        ENDPOINT_LAPSED("webhook_endpoint.lapsed"),
        /** It is no more. */
        ENDPOINT_DELETED("webhook_endpoint.deleted");

        private final String storedName;

        Action(String storedName) {
            this.storedName = storedName;
        }

        /** As it is stored and shown. */
        public String storedName() {
            return storedName;
        }
    }
}
