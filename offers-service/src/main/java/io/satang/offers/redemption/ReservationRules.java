package io.satang.offers.redemption;

import io.satang.offers.offer.RunningOffer;
import io.satang.offers.offer.Terms;
import io.satang.offers.qualification.Counts;
import io.satang.offers.qualification.Membership;
import io.satang.offers.qualification.Payment;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.offers.qualification.QualificationRules;
import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Reserved;
import io.satang.platform.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a discount is set aside for a charge, and for how long. Total and free of effects. */
public final class ReservationRules {
    /**
     * How long after a charge can no longer be paid its reservation is released, if nothing was heard of it. Until then it may have been
     * paid in its last moment by a provider that was silent, and told of by topics that were behind.
     */
    private static final Duration GRACE = Duration.ofDays(7);

    private ReservationRules() {}

    /**
     * Decides upon a charge that is about to be paid.
     *
     * @param counts what counts against the limits now
     * @param heard  whether the charge's end has been heard of: then this was asked long ago, and nobody waits for it
     */
    public static RedemptionState decide(
            RunningOffer offer,
            Membership membership,
            ReservationRequest request,
            Counts counts,
            boolean heard,
            Instant now) {
        Payment payment = request.payment(now).facts().payment();
        List<Reason> others = Stream.of(
                        Optional.of(Reason.NOT_PAID).filter(late -> heard), tooLittleLeft(offer.terms(), request))
                .flatMap(Optional::stream)
                .toList();
        return switch (QualificationRules.qualify(offer.stage(), offer.terms(), membership, payment, counts)) {
            case Qualified(Money reward) -> others.isEmpty() ? new Reserved(reward) : new Rejected(others);
            case NotQualified(List<Reason> reasons) ->
                new Rejected(Stream.concat(reasons.stream(), others.stream()).toList());
        };
    }

    private static Optional<Reason> tooLittleLeft(Terms terms, ReservationRequest request) {
        Money amount = request.amount();
        boolean enough = amount.currency() != terms.currency()
                || !request.least().isMoreThan(amount.minus(terms.reward().of(amount)));
        return enough ? Optional.empty() : Optional.of(Reason.BELOW_MINIMUM_CHARGE);
    }

    /** From when on it is released although nothing was heard of the charge, which can no longer have been paid then. */
    static Instant releaseAt(ReservationRequest request) {
        return request.chargeExpiresAt().plus(GRACE);
    }
}
