package io.satang.platform.outbox;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.platform.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Events to write and publish. */
final class OutboxEvents {
    static final Ids IDS = new Ids(Clock.systemUTC());
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    private OutboxEvents() {}

    static OutboxEvent of(EventType type, String aggregate, long version, String payload) {
        EventEnvelope envelope = new EventEnvelope(
                IDS.nextBody(),
                type,
                aggregate,
                version,
                "account_test_5satang000000000001",
                version % 2 == 0,
                TIME,
                Optional.of("request-" + version));
        return new OutboxEvent(envelope, payload);
    }

    /** One of several of its aggregate. */
    static OutboxEvent ordered(String aggregate, long version) {
        return of(EventType.CHARGE_UPDATED, aggregate, version, payload(version));
    }

    /** The only one of its aggregate. */
    static OutboxEvent free() {
        return of(EventType.CHARGE_CREATED, IDS.next("chrg", false), 1, payload(1));
    }

    private static String payload(long version) {
        return "{\"version\":" + version + ",\"text\":\"สตางค์\"}";
    }
}
