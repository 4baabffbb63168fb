package io.satang.hibernate;

import io.satang.events.EventEnvelope;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxSql;
import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;

/** Events that are told in the transaction that does what they tell of. */
public final class OutboxRows {
    private static final String TELL =
            OutboxSql.INSERT + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, ''))";

    private OutboxRows() {}

    /** Writes the event. Whoever commits hands it to the relay, which else finds it within seconds. */
    public static Uni<Void> add(Mutiny.Session session, OutboxEvent event) {
        EventEnvelope envelope = event.envelope();
        return session.createNativeQuery(TELL)
                .setParameter(1, envelope.id())
                .setParameter(2, envelope.type().aggregateType())
                .setParameter(3, envelope.aggregateId())
                .setParameter(4, envelope.type().topic())
                .setParameter(5, event.payload())
                .setParameter(6, envelope.accountId())
                .setParameter(7, envelope.livemode())
                .setParameter(8, envelope.version())
                .setParameter(9, envelope.time().atOffset(ZoneOffset.UTC))
                .setParameter(10, envelope.type().ordered())
                .setParameter(11, envelope.requestId().orElse(""))
                .executeUpdate()
                .replaceWithVoid();
    }
}
