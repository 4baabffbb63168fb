package io.satang.charge.create;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeTerms;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.events.AccountChanged;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Whether a request fits its source, and the pending charge that it becomes (reference omise-api §8.8, §12, seeds). */
final class ChargeOpening {
    private static final Duration EXPIRY_MIN = Duration.ofSeconds(30);
    private static final Duration EXPIRY_MAX = Duration.ofHours(12);
    private static final int TOKEN_BYTES = 8;

    private final Ids ids;

    ChargeOpening(Ids ids) {
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * The charge.
     *
     * @throws ApiException {@code invalid_charge} when amount or currency are not the source's, {@code bad_request} for the rest
     */
    Charge open(AccountChanged account, ChargeRequest request, SourceCreated source, Instant now) {
        request.requireMatch(source.amount(), source.currency());
        requireOpen(source, now);
        // A replica of the newer version that made the source knows how it is paid.
        Flow flow = Flow.of(source.flow())
                .orElseThrow(
                        () -> ApiException.of(503, "service_unavailable", "the service is not available, try again"));
        if (flow.redirects() && request.returnUri().isEmpty()) {
            throw ApiException.badRequest("return uri cannot be blank");
        }
        boolean livemode = account.livemode();
        return new Charge(
                ids.next("chrg", livemode),
                account.accountId(),
                livemode,
                1,
                request.amount(),
                request.currency(),
                source.sourceId(),
                ids.next("pay2", livemode),
                now,
                expiresAt(request, source, now),
                request.description(),
                request.metadata(),
                terms(account, request, source, flow),
                new Pending());
    }

    private static void requireOpen(SourceCreated source, Instant now) {
        if (source.expiresAt().map(end -> !now.isBefore(end)).orElse(false)) {
            throw ApiException.invalidCharge("source has expired");
        }
    }

    private static Instant expiresAt(ChargeRequest request, SourceCreated source, Instant now) {
        if (request.expiresAt().isEmpty()) {
            return now.plusSeconds(source.chargeExpirySeconds());
        }
        Instant wanted = request.expiresAt().get();
        if (!source.expirySettable()) {
            throw ApiException.badRequest("expires_at cannot be set for " + source.type());
        }
        if (wanted.isBefore(now.plus(EXPIRY_MIN)) || wanted.isAfter(now.plus(EXPIRY_MAX))) {
            throw ApiException.badRequest("expires_at must be between 30 seconds and 12 hours from now");
        }
        return wanted;
    }

    private ChargeTerms terms(AccountChanged account, ChargeRequest request, SourceCreated source, Flow flow) {
        boolean installment = source.pricing().installmentTerm() > 0;
        // The source's own word counts for installments; for anything else the flag is only echoed.
        boolean zeroInterest = installment
                ? source.pricing().merchantAbsorbsInterest()
                : request.zeroInterest().orElse(account.zeroInterestInstallments());
        return new ChargeTerms(
                source.type(),
                flow,
                source.object(),
                source.failureCodes(),
                source.refundable(),
                source.partiallyRefundable(),
                source.pricing(),
                zeroInterest,
                // No exchange rates yet: a charge is funded in its own currency, as the recorded ones of foreign
                // accounts are.
                request.currency(),
                account.email(),
                request.returnUri(),
                request.ip(),
                request.webhookEndpoints(),
                ids.next("docu", account.livemode()),
                ids.secret(TOKEN_BYTES));
    }
}
