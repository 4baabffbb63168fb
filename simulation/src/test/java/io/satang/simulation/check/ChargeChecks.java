package io.satang.simulation.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ChargeState.Unpaid;
import io.satang.charge.decision.Refund.Status;
import io.satang.events.EventType;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.kernel.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Charges: their states, their versions, their events and their money. */
public final class ChargeChecks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Verdict verdict;
    private final Scheduler scheduler;
    private final Map<String, String> chargesByInstrument = new HashMap<>();
    private final Map<String, Instant> waitingSince = new HashMap<>();

    /** Checks that have seen nothing yet. */
    public ChargeChecks(Verdict verdict, Scheduler scheduler) {
        this.verdict = verdict;
        this.scheduler = scheduler;
    }

    /** A change of a charge was committed, together with an event. */
    public void committed(Optional<Charge> before, Charge after, Optional<OutboxEvent> event) {
        before.ifPresentOrElse(present -> changed(present, after), () -> created(after));
        if (waits(after)) {
            waitingSince.putIfAbsent(after.id().value(), scheduler.now());
        } else {
            waitingSince.remove(after.id().value());
        }
        event.ifPresent(message -> told(after, message));
    }

    private void told(Charge charge, OutboxEvent event) {
        if (event.envelope().type() == EventType.REFUND_CREATED) {
            refundTold(charge, event);
        } else {
            toldBy(charge, event);
            shown(charge, event);
        }
    }

    /** No charge may be pending now that was to end at {@code latest} or before, and has waited for that since then. */
    public void notOverdue(Charge charge, Instant latest) {
        verdict.require(
                !waits(charge)
                        || charge.expiresAt().isAfter(latest)
                        || waitingSince.get(charge.id().value()).isAfter(latest),
                () -> charge.id() + " is still pending " + Duration.between(charge.expiresAt(), latest)
                        + " and the grace after its deadline");
    }

    /** For its payer or its merchant; whoever waits for a provider waits as long as that takes. */
    private static boolean waits(Charge charge) {
        return charge.state() instanceof Pending || charge.state() instanceof Authorized;
    }

    private void created(Charge charge) {
        String instrument = charge.instrument().paysOnce();
        String other = chargesByInstrument.putIfAbsent(instrument, charge.id().value());
        verdict.require(other == null, () -> instrument + " pays " + other + " and " + charge.id());
        verdict.require(
                charge.version() == 1
                        && (charge.state() instanceof Unpaid || charge.state() instanceof ChargeState.Reserving),
                () -> charge.id() + " begins as " + standing(charge));
    }

    private void changed(Charge before, Charge after) {
        verdict.require(
                !before.state().ended() || before.state().equals(after.state()) || refunded(before, after),
                () -> after.id() + " left " + standing(before) + " for " + standing(after));
        verdict.require(
                after.version() == before.version() + 1,
                () -> after.id() + " went from " + standing(before) + " to " + standing(after));
        verdict.require(
                !(before.state() instanceof Pending) || paidInTime(after),
                () -> after.id() + " was paid after its deadline " + after.expiresAt());
    }

    /** A payer has to be in time; a provider that has been asked in time may take its time. */
    private static boolean paidInTime(Charge charge) {
        return switch (charge.state()) {
            case Successful paid -> paid.authorizedAt().isBefore(charge.expiresAt());
            case Authorized held -> held.authorizedAt().isBefore(charge.expiresAt());
            case ChargeState.Reserving reserving -> true;
            case Unpaid unpaid -> true;
            case ChargeState.Capturing capturing -> true;
            case ChargeState.Failed failed -> true;
            case ChargeState.Expired expired -> true;
            case ChargeState.Reversed reversed -> true;
        };
    }

    /** What is given back, or on its way, is no more than was taken, which is no more than was asked for; all else stays. */
    private static boolean refunded(Charge before, Charge after) {
        if (!(before.state() instanceof Successful paid) || !(after.state() instanceof Successful next)) {
            return false;
        }
        long given = next.refunds().stream()
                .mapToLong(refund -> refund.amount().subunits())
                .sum();
        return given <= next.captured().subunits()
                && next.captured().equals(paid.captured())
                && !next.captured().isMoreThan(after.amount())
                && next.paidAt().equals(paid.paidAt())
                && next.payment().equals(paid.payment());
    }

    /** A refund is told of when it has been given, as it is. */
    private void refundTold(Charge charge, OutboxEvent event) {
        JsonNode object = object(event);
        String id = event.envelope().aggregateId();
        boolean given = charge.state() instanceof Successful paid
                && paid.refunds().stream()
                        .anyMatch(refund -> refund.id().value().equals(id)
                                && refund.status() == Status.CLOSED
                                && refund.amount().subunits()
                                        == object.get("amount").asLong());
        verdict.require(given, () -> "refund " + id + " of " + charge.id() + " is told of and not given");
        verdict.require(
                object.get("id").asText().equals(id)
                        && object.get("charge").asText().equals(charge.id().value())
                        && object.get("status").asText().equals("closed"),
                () -> "refund " + id + " is shown as " + object);
    }

    private void toldBy(Charge charge, OutboxEvent event) {
        verdict.require(
                event.envelope().aggregateId().equals(charge.id().value())
                        && event.envelope().version() == charge.version(),
                () -> standing(charge) + " of " + charge.id() + " is told of by " + event.envelope());
        EventType type = event.envelope().type();
        boolean fits = type == EventType.CHARGE_UPDATED || type == expected(charge);
        verdict.require(fits, () -> standing(charge) + " of " + charge.id() + " is called " + type.topic());
    }

    /** What the merchant is shown adds up, and tells of the state that was committed. */
    private void shown(Charge charge, OutboxEvent event) {
        JsonNode object = object(event);
        long parts = Stream.of("net", "fee", "fee_vat", "interest", "interest_vat")
                .map(object::get)
                .mapToLong(JsonNode::asLong)
                .sum();
        verdict.require(
                parts == charge.base().subunits()
                        && object.get("amount").asLong() == charge.amount().subunits(),
                () -> charge.id() + " splits " + charge.base() + " into " + charge.fees());
        verdict.require(
                object.get("status").asText().equals(charge.state().status())
                        && object.get("version").asLong() == charge.version(),
                () -> standing(charge) + " of " + charge.id() + " is shown as " + object);
    }

    private static JsonNode object(OutboxEvent event) {
        try {
            return JSON.readTree(event.payload()).get("object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event.envelope() + " has no JSON payload", e);
        }
    }

    private static EventType expected(Charge charge) {
        return switch (charge.state()) {
            case Pending unused -> EventType.CHARGE_CREATED;
            case ChargeState.Reserving unused -> EventType.CHARGE_CREATED;
            case ChargeState.Authorizing unused -> EventType.CHARGE_CREATED;
            case Authorized unused -> EventType.CHARGE_COMPLETE;
            case ChargeState.Capturing unused -> EventType.CHARGE_UPDATED;
            case ChargeState.Reversed unused -> EventType.CHARGE_REVERSED;
            case Successful unused ->
                charge.terms().capture() || byMerchant(charge) ? EventType.CHARGE_COMPLETE : EventType.CHARGE_CAPTURED;
            case ChargeState.Failed unused -> EventType.CHARGE_COMPLETE;
            case ChargeState.Expired unused -> EventType.CHARGE_EXPIRED;
        };
    }

    /** Marked as paid by its merchant, without a provider. */
    private static boolean byMerchant(Charge charge) {
        return charge.state() instanceof Successful paid && paid.payment().isEmpty();
    }

    private static String standing(Charge charge) {
        return charge.state().status() + " (version " + charge.version() + ")";
    }
}
