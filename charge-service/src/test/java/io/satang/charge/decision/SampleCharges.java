package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.charge.decision.Instrument.BySource;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.id.RefundId;
import io.satang.platform.id.SourceId;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.testing.TestAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Charges of the {@link SampleSources}, made on a fixed day. */
public final class SampleCharges {
    /** When they were made. */
    public static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    /** When they ended, those that have. */
    public static final Instant ENDED = CREATED.plusSeconds(60);

    /** What they are reached by. */
    public static final String PUBLIC_URL = "https://pay.example";

    /** The provider's name for the payment of those that have one. */
    public static final ProviderReference PAYMENT = new ProviderReference("ref");

    /** How the provider was asked to take what is held. */
    public static final OperationId CAPTURE = new OperationId("chrg_test_5satang000000000003:capture:2");

    private SampleCharges() {}

    /** A pending charge of this source, which nobody has given a description or metadata. */
    public static Charge pending(SourceCreated source) {
        return new Charge(
                new ChargeId("chrg_test_5satang000000000003"),
                new AccountId(TestAccounts.ACCOUNT),
                false,
                1,
                new Money(source.amount(), Currency.valueOf(source.currency())),
                new BySource(new SourceId(source.sourceId())),
                new PayPageId("pay2_test_5satang000000000004"),
                CREATED,
                CREATED.plusSeconds(source.chargeExpirySeconds()),
                Optional.empty(),
                new RawJson("{}"),
                terms(source),
                Optional.empty(),
                new Pending());
    }

    /** The same after it has been paid. */
    public static Charge successful(SourceCreated source) {
        Charge pending = pending(source);
        return pending.moveTo(pendingState(pending)
                .succeed(ENDED, "trxn_test_5satang000000000003", Optional.of(PAYMENT), pending.amount()));
    }

    /** A wish for a refund that says no more than how much. */
    public static RefundRequested refund(String id, Money amount) {
        return new RefundRequested(new RefundId(id), amount, Optional.empty(), new RawJson("{}"));
    }

    /** A refund of this charge, made when the charges of this class ended. */
    public static Refund refund(Charge charge, String id, long subunits, Refund.Status status) {
        return new Refund(
                new RefundId(id),
                charge.id(),
                charge.livemode(),
                new Money(subunits, charge.amount().currency()),
                false,
                status,
                new RawJson("{}"),
                ENDED);
    }

    /** The same charge in its next state. */
    public static Charge moved(Charge charge, ChargeState next) {
        return charge.moveTo(next);
    }

    /** A charge whose provider has been asked for the money. */
    public static Charge authorizing(SourceCreated source) {
        Charge pending = pending(source);
        return pending.moveTo(new Authorizing(OperationId.authorize(pending.id())));
    }

    /** A charge whose money is held. */
    public static Charge authorized(SourceCreated source) {
        Charge later = capturedLater(pending(source));
        return later.moveTo(new Authorized(ENDED, PAYMENT));
    }

    /** A charge whose provider has been asked to take what is held. */
    public static Charge capturing(SourceCreated source) {
        Charge held = authorized(source);
        return held.moveTo(new Capturing(new Authorized(ENDED, PAYMENT), CAPTURE, held.amount()));
    }

    /** A charge whose merchant gave up what was held. */
    public static Charge reversed(SourceCreated source) {
        return capturedLater(pending(source)).moveTo(new Reversed(ENDED, ENDED.plusSeconds(1)));
    }

    /** The same charge, whose money is held until its merchant captures it. */
    public static Charge capturedLater(Charge charge) {
        ChargeTerms terms = charge.terms();
        return with(charge, terms(terms, terms.refundable(), terms.partiallyRefundable(), false));
    }

    /** The same charge, by a method that gives money back in parts. */
    public static Charge refundable(Charge charge) {
        return refundable(charge, true, true);
    }

    /** The same charge, by a method that gives money back as it says. */
    public static Charge refundable(Charge charge, boolean refundable, boolean partially) {
        return with(
                charge,
                terms(charge.terms(), refundable, partially, charge.terms().capture()));
    }

    private static Pending pendingState(Charge charge) {
        return (Pending) charge.state();
    }

    private static Charge with(Charge charge, ChargeTerms terms) {
        return new Charge(
                charge.id(),
                charge.accountId(),
                charge.livemode(),
                charge.version(),
                charge.amount(),
                charge.instrument(),
                charge.pageId(),
                charge.createdAt(),
                charge.expiresAt(),
                charge.description(),
                charge.metadata(),
                terms,
                charge.discount(),
                charge.state());
    }

    private static ChargeTerms terms(ChargeTerms terms, boolean refundable, boolean partially, boolean capture) {
        return new ChargeTerms(
                terms.sourceType(),
                terms.flow(),
                terms.instructions(),
                terms.source(),
                terms.failureCodes(),
                refundable,
                partially,
                terms.pricing(),
                terms.zeroInterest(),
                terms.fundingCurrency(),
                terms.merchantName(),
                terms.returnUri(),
                terms.ip(),
                terms.webhookEndpoints(),
                terms.documentId(),
                terms.downloadToken(),
                terms.platformFee(),
                capture,
                terms.statementDescriptor(),
                terms.card());
    }

    /** The same after it was declined. */
    public static Charge failed(SourceCreated source) {
        return pending(source).moveTo(new Failed(ENDED, new FailureCode("payment_rejected")));
    }

    /** The same after nobody paid it. */
    public static Charge expired(SourceCreated source) {
        return pending(source).moveTo(new Expired(ENDED));
    }

    /** The same after its deadline was noticed this long after it had passed. */
    public static Charge noticedLate(SourceCreated source, Duration late) {
        Charge pending = pending(source);
        return pending.moveTo(new Expired(pending.expiresAt().plus(late)));
    }

    private static ChargeTerms terms(SourceCreated source) {
        Flow flow = Flow.valueOf(source.flow().toUpperCase(Locale.ROOT));
        return new ChargeTerms(
                source.type(),
                flow,
                Instructions.of(source.instructions(), flow).orElseThrow(),
                Optional.of(source.object()),
                source.failureCodes(),
                source.refundable(),
                source.partiallyRefundable(),
                source.pricing(),
                source.pricing().merchantAbsorbsInterest(),
                Currency.valueOf(source.currency()),
                "merchant@example.com",
                flow.redirects() ? Optional.of("https://shop.example/done") : Optional.empty(),
                Optional.empty(),
                List.of(),
                "docu_test_5satang000000000005",
                "679C6686556F8F0A",
                PlatformFee.NONE,
                true,
                Optional.empty(),
                Optional.empty());
    }
}
