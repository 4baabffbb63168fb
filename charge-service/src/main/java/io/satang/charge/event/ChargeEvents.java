package io.satang.charge.event;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.Refund;
import io.satang.charge.view.ChargeJson;
import io.satang.charge.view.RefundJson;
import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.PaymentVoided;
import io.satang.events.RawJson;
import io.satang.events.RefundCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.id.SourceId;
import io.satang.platform.id.TokenId;
import io.satang.platform.outbox.OutboxEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Tells others what happened to a charge. */
public final class ChargeEvents {
    private final Ids ids;
    private final ChargeJson json;
    private final ToLongFunction<String> accountVersions;

    /**
     * Events with ids from {@code ids} and charges rendered by {@code json}.
     *
     * @param accountVersions the version of an account that is known here; 0 for none
     */
    public ChargeEvents(Ids ids, ChargeJson json, ToLongFunction<String> accountVersions) {
        this.ids = Objects.requireNonNull(ids, "ids");
        this.json = Objects.requireNonNull(json, "json");
        this.accountVersions = Objects.requireNonNull(accountVersions, "accountVersions");
    }

    /**
     * The event that goes with the charge's present version.
     *
     * @param requestId the request that caused it, if there was one
     * @throws io.satang.platform.error.ApiException {@code bad_request} when a description has made the charge too large
     */
    public OutboxEvent of(EventType type, Charge charge, Instant now, Optional<String> requestId) {
        // Whatever else happens to a charge adds a few bytes, and must not fail for them.
        String object = type == EventType.CHARGE_UPDATED ? json.renderBounded(charge, now) : json.render(charge, now);
        return of(type, charge, new RawJson(object), now, requestId);
    }

    /** The same, for a caller that has rendered the charge already. */
    public OutboxEvent of(EventType type, Charge charge, RawJson object, Instant now, Optional<String> requestId) {
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                type,
                charge.id().value(),
                charge.version(),
                charge.accountId().value(),
                charge.livemode(),
                now,
                requestId);
        ChargeChanged payload = new ChargeChanged(
                charge.id().value(),
                charge.instrument().source().map(SourceId::value),
                charge.instrument().token().map(TokenId::value),
                charge.state().status(),
                charge.amount().subunits(),
                charge.amount().currency().name(),
                charge.terms().webhookEndpoints(),
                accountVersions.applyAsLong(charge.accountId().value()),
                object);
        return OutboxEvent.of(envelope, payload);
    }

    /**
     * The event that a refund has been given.
     *
     * @param charge    whose money it was
     * @param requestId the request that caused it, if there was one
     */
    public OutboxEvent refunded(Charge charge, Refund refund, Instant now, Optional<String> requestId) {
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                EventType.REFUND_CREATED,
                refund.id().value(),
                1,
                charge.accountId().value(),
                charge.livemode(),
                now,
                requestId);
        RefundCreated payload = new RefundCreated(
                refund.id().value(),
                charge.id().value(),
                refund.amount().subunits(),
                refund.amount().currency().name(),
                refund.voided(),
                charge.terms().webhookEndpoints(),
                accountVersions.applyAsLong(charge.accountId().value()),
                new RawJson(RefundJson.render(refund)));
        return OutboxEvent.of(envelope, payload);
    }

    /**
     * The event that a provider has given a payment back.
     *
     * @param at when it did
     */
    public OutboxEvent voided(ProviderOperation operation, String provider, boolean livemode, Instant at) {
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                EventType.PAYMENT_VOIDED,
                operation.id().value(),
                1,
                operation.account().value(),
                livemode,
                at,
                Optional.empty());
        PaymentVoided payload = new PaymentVoided(
                operation.charge().value(),
                provider,
                operation.payment().orElseThrow().value(),
                operation.amount().subunits(),
                operation.amount().currency().name(),
                at);
        return OutboxEvent.of(envelope, payload);
    }
}
