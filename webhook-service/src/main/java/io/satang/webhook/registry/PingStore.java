package io.satang.webhook.registry;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;

/** Events that endpoints are tried with. */
interface PingStore {

    /**
     * An event that goes to one endpoint and nowhere else.
     *
     * @param uri        where the endpoint is
     * @param ofAccount  whether it is the account's own
     */
    record Ping(MerchantEvent event, String uri, boolean ofAccount) {
        public Ping {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(uri, "uri");
        }
    }

    /** Keeps the event and its delivery, which is due at once, notes that it was asked for, and keeps the answer under the key, all or nothing. */
    Uni<KeyedAnswer> send(Ping ping, AuditEntry entry, String answer, Optional<IdempotencyRequest> idempotency);
}
