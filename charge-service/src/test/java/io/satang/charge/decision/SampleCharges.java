package io.satang.charge.decision;

import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
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

    private SampleCharges() {}

    /** A pending charge of this source, which nobody has given a description or metadata. */
    public static Charge pending(SourceCreated source) {
        return new Charge(
                new ChargeId("chrg_test_5satang000000000003"),
                new AccountId(TestAccounts.ACCOUNT),
                false,
                1,
                new Money(source.amount(), Currency.valueOf(source.currency())),
                new SourceId(source.sourceId()),
                new PayPageId("pay2_test_5satang000000000004"),
                CREATED,
                CREATED.plusSeconds(source.chargeExpirySeconds()),
                Optional.empty(),
                new RawJson("{}"),
                terms(source),
                new Pending());
    }

    /** The same after it has been paid. */
    public static Charge successful(SourceCreated source) {
        return pending(source).moveTo(new Successful(ENDED, "trxn_test_5satang000000000003", Optional.of("ref")));
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
                source.object(),
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
                Optional.empty());
    }
}
