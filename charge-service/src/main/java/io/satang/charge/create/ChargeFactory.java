package io.satang.charge.create;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeTerms;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.charge.decision.Instructions;
import io.satang.charge.decision.Instrument.BySource;
import io.satang.events.AccountChanged;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.PayPageId;
import io.satang.platform.id.SourceId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Whether a request fits its source, and the pending charge that it becomes (reference omise-api §8.8, §12, seeds). */
final class ChargeFactory {
    private static final int TOKEN_BYTES = 8;

    private final Ids ids;

    ChargeFactory(Ids ids) {
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * The charge.
     *
     * @throws ApiException {@code invalid_charge} when amount or currency are not the source's, {@code bad_request} for the rest
     */
    Charge create(AccountChanged account, ChargeRequest request, SourceCreated source, Instant now) {
        request.requireMatch(source.amount(), source.currency());
        requireOpen(source, now);
        // A replica of the newer version that made the source knows how it is paid.
        Flow flow = Flow.of(source.flow()).orElseThrow(ChargeFactory::newerVersion);
        Instructions instructions =
                Instructions.of(source.instructions(), flow).orElseThrow(ChargeFactory::newerVersion);
        if (flow.redirects() && request.returnUri().isEmpty()) {
            throw ApiException.badRequest("return uri cannot be blank");
        }
        boolean livemode = account.livemode();
        return new Charge(
                ChargeId.next(ids, livemode),
                new AccountId(account.accountId()),
                livemode,
                1,
                request.amount(),
                new BySource(new SourceId(source.sourceId())),
                PayPageId.next(ids, livemode),
                now,
                ChargeExpiry.of(request.expiresAt(), source, now),
                request.description(),
                request.metadata(),
                terms(account, request, source, flow, instructions),
                Optional.empty(),
                new Pending());
    }

    private static void requireOpen(SourceCreated source, Instant now) {
        if (source.expiresAt().map(end -> !now.isBefore(end)).orElse(false)) {
            throw ApiException.invalidCharge("source has expired");
        }
    }

    private static ApiException newerVersion() {
        return new ApiException(Failures.UNAVAILABLE);
    }

    private ChargeTerms terms(
            AccountChanged account, ChargeRequest request, SourceCreated source, Flow flow, Instructions instructions) {
        boolean installment = source.pricing().installmentTerm() > 0;
        // The source's own word counts for installments; for anything else the flag is only echoed.
        boolean zeroInterest = installment
                ? source.pricing().merchantAbsorbsInterest()
                : request.zeroInterest().orElse(account.zeroInterestInstallments());
        return new ChargeTerms(
                source.type(),
                flow,
                instructions,
                Optional.of(source.object()),
                source.failureCodes(),
                source.refundable(),
                source.partiallyRefundable(),
                source.pricing(),
                zeroInterest,
                // No exchange rates yet: a charge is funded in its own currency, as the recorded ones of foreign
                // accounts are.
                request.amount().currency(),
                account.email(),
                request.returnUri(),
                request.ip(),
                request.webhookEndpoints(),
                ids.next("docu", account.livemode()),
                ids.secret(TOKEN_BYTES),
                request.platformFee(),
                true,
                request.statementDescriptor(),
                Optional.empty());
    }
}
