package io.satang.offers.redemption;

import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.RefundCreated;
import io.satang.offers.Merchants;
import io.satang.platform.id.Ids;
import io.satang.platform.outbox.EventRecords;
import io.satang.platform.outbox.OutboxEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the charge-service tells of one payment by card, as it tells it. */
final class Payments {
    private static final Ids IDS = new Ids(Clock.systemUTC());

    private final String charge = IDS.next("chrg", false);
    private final String merchant;
    private final String fingerprint;
    private final long amount;
    private final Instant at;

    /** A payment that the usual account takes. */
    Payments(String fingerprint, long amount, Instant at) {
        this(Merchants.ACCOUNT, fingerprint, amount, at);
    }

    Payments(String merchant, String fingerprint, long amount, Instant at) {
        this.merchant = merchant;
        this.fingerprint = fingerprint;
        this.amount = amount;
        this.at = at;
    }

    String charge() {
        return charge;
    }

    /** The payer has paid, and the merchant has the money at once. */
    ProducerRecord<String, String> complete() {
        return changed(EventType.CHARGE_COMPLETE, "successful", 2, amount);
    }

    /** The payer has paid, and the money is held. */
    ProducerRecord<String, String> held() {
        return changed(EventType.CHARGE_COMPLETE, "pending", 2, 0);
    }

    /** The merchant has taken so much of it. */
    ProducerRecord<String, String> captured(long taken) {
        return changed(EventType.CHARGE_CAPTURED, "successful", 3, taken);
    }

    ProducerRecord<String, String> reversed() {
        return changed(EventType.CHARGE_REVERSED, "reversed", 3, 0);
    }

    ProducerRecord<String, String> expired() {
        return changed(EventType.CHARGE_EXPIRED, "expired", 3, 0);
    }

    /** So much was given back. */
    ProducerRecord<String, String> refunded(long part) {
        String refund = IDS.next("rfnd", false);
        RefundCreated payload = new RefundCreated(
                refund,
                charge,
                part,
                "THB",
                false,
                List.of(),
                1,
                new RawJson("{\"object\":\"refund\",\"id\":\"%s\",\"status\":\"closed\"}".formatted(refund)));
        return EventRecords.of(OutboxEvent.of(envelope(EventType.REFUND_CREATED, refund, 1), payload));
    }

    private ProducerRecord<String, String> changed(EventType type, String status, long version, long captured) {
        String object = """
            {"object":"charge","id":"%s","status":"%s","amount":%d,"captured_amount":%d,"created_at":"%s","paid_at":"%s",\
            "card":{"object":"card","fingerprint":"%s"}}""".formatted(charge, status, amount, captured, at, at, fingerprint);
        ChargeChanged payload =
                new ChargeChanged(charge, Optional.empty(), status, amount, "THB", List.of(), 1, new RawJson(object));
        return EventRecords.of(OutboxEvent.of(envelope(type, charge, version), payload));
    }

    private EventEnvelope envelope(EventType type, String id, long version) {
        return new EventEnvelope(IDS.nextBody(), type, id, version, merchant, false, Instant.now());
    }
}
