package io.satang.offers.redemption;

import io.satang.offers.offer.LockedOffer;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.qualification.QualificationRules;
import io.satang.platform.database.SqlFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what payments earn, many at once. What was heard is kept first; then everything that it concerns is decided anew from all that is
 * known, under the locks of the offers, so that no two decide upon the same counts.
 */
@ApplicationScoped
class RedeemPayments {
    // Who waits for an offer that is redeemed much keeps a connection; all others go past it on the second.
    private static final int SLICES_AT_ONCE = 2;

    private final Pool pool;
    private final PaymentSlices slices;
    private final PaymentStore payments;
    private final LinkStore links;
    private final EarlierPayments earlier;
    private final RedemptionStore redemptions;
    private final RedemptionWriting writing;
    private final CommittedRedemptions committed;

    RedeemPayments(
            Pool pool,
            PaymentSlices slices,
            PaymentStore payments,
            LinkStore links,
            EarlierPayments earlier,
            RedemptionStore redemptions,
            RedemptionWriting writing,
            CommittedRedemptions committed) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.slices = Objects.requireNonNull(slices, "slices");
        this.payments = Objects.requireNonNull(payments, "payments");
        this.links = Objects.requireNonNull(links, "links");
        this.earlier = Objects.requireNonNull(earlier, "earlier");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.writing = Objects.requireNonNull(writing, "writing");
        this.committed = Objects.requireNonNull(committed, "committed");
    }

    /** Applies every slice of it, or fails when one is not applied; repeating it changes nothing. */
    Uni<Void> apply(List<PaymentNews> news) {
        return slices.cut(news)
                .flatMap(cut -> Multi.createFrom()
                        .iterable(cut)
                        .onItem()
                        .transformToUni(this::applyOrReport)
                        .merge(SLICES_AT_ONCE)
                        .collect()
                        .asList())
                .flatMap(results -> failure(results)
                        .map(failure -> Uni.createFrom().<Void>failure(failure))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** A slice that fails keeps no other from its end. */
    private Uni<Optional<Throwable>> applyOrReport(List<PaymentNews> slice) {
        return pool.withTransaction(transaction -> apply(transaction, slice))
                .invoke(committed::committed)
                .map(written -> Optional.<Throwable>empty())
                .onFailure()
                .recoverWithItem(Optional::of);
    }

    /** While one fails for a reason that passes, all of them are worth another try; only then is it asked which is bad. */
    private static Optional<Throwable> failure(List<Optional<Throwable>> results) {
        List<Throwable> failures = results.stream().flatMap(Optional::stream).toList();
        return failures.stream()
                .filter(SqlFailure::isWorthAnotherTry)
                .findFirst()
                .or(() -> failures.stream().findFirst());
    }

    private Uni<Written> apply(SqlConnection transaction, List<PaymentNews> slice) {
        Set<String> charges = slice.stream().map(PaymentNews::chargeId).collect(Collectors.toSet());
        return payments.lock(transaction, charges)
                .chain(() -> payments.keep(transaction, slice))
                .chain(() -> payments.known(transaction, charges))
                .flatMap(known -> links.candidates(transaction, known))
                .flatMap(candidates -> candidates.isEmpty()
                        ? Uni.createFrom().item(Written.NOTHING)
                        : decide(transaction, candidates));
    }

    private Uni<Written> decide(SqlConnection transaction, List<Candidate> candidates) {
        List<OfferId> offers =
                candidates.stream().map(candidate -> candidate.link().offer()).toList();
        Set<String> linkIds =
                candidates.stream().map(candidate -> candidate.link().id()).collect(Collectors.toSet());
        return writing.begin(transaction, offers, linkIds, locked -> budgets(locked, candidates))
                .call(decisions -> earlier.paidBefore(transaction, undecided(decisions, candidates))
                        .invoke(before -> candidates.forEach(candidate -> decide(decisions, candidate, before))))
                .flatMap(decisions -> writing.write(transaction, decisions));
    }

    private static Set<BudgetKey> budgets(Map<OfferId, LockedOffer> locked, List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> {
                    OfferId offer = candidate.link().offer();
                    RunningOffer terms =
                            Objects.requireNonNull(locked.get(offer)).offer();
                    return new BudgetKey(offer, period(terms, candidate));
                })
                .collect(Collectors.toSet());
    }

    private static LocalDate period(RunningOffer offer, Candidate candidate) {
        return candidate
                .present()
                .map(row -> row.periodStart)
                .orElseGet(() -> offer.terms()
                        .budgetPeriod(candidate.payment().facts().payment().at()));
    }

    private static List<EarlierPayments.Asked> undecided(Decisions decisions, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.present().isEmpty())
                .map(candidate -> new EarlierPayments.Asked(
                        candidate.payment(),
                        decisions.offer(candidate.link().offer()).offer()))
                .toList();
    }

    private void decide(Decisions decisions, Candidate candidate, Set<EarlierPayments.Key> before) {
        LockedOffer locked = decisions.offer(candidate.link().offer());
        RunningOffer offer = locked.offer();
        boolean paidBefore =
                before.contains(new EarlierPayments.Key(candidate.payment().chargeId(), offer.id()));
        Counts counts = decisions.counts(locked, candidate.link(), period(offer, candidate), paidBefore);
        Optional<RedemptionState> present = candidate.present().map(RedemptionEntity::state);
        next(present, offer, candidate, counts)
                .filter(next -> !present.equals(Optional.of(next)))
                .ifPresent(next -> decisions.decide(locked, row(locked, candidate), next));
    }

    private static Optional<RedemptionState> next(
            Optional<RedemptionState> present, RunningOffer offer, Candidate candidate, Counts counts) {
        return RedemptionRules.next(
                present,
                offer.terms(),
                candidate.payment().facts(),
                paid -> QualificationRules.qualify(
                        offer.stage(), offer.terms(), candidate.link().membership(), paid, counts));
    }

    private RedemptionEntity row(LockedOffer offer, Candidate candidate) {
        return candidate
                .present()
                .orElseGet(() -> redemptions.fresh(offer.offer(), candidate.link(), candidate.payment(), offer.now()));
    }
}
