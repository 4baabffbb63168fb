package io.satang.offers.qualification;

import io.satang.offers.offer.Stage;
import io.satang.offers.offer.Terms;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.platform.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether a payment earns the reward of an offer. Total and free of effects: every rule is asked, so that all reasons are known at once. */
public final class QualificationRules {
    private final Stage stage;
    private final Terms terms;
    private final Payment payment;
    private final List<Reason> reasons = new ArrayList<>();

    private QualificationRules(Stage stage, Terms terms, Payment payment) {
        this.stage = Objects.requireNonNull(stage, "stage");
        this.terms = Objects.requireNonNull(terms, "terms");
        this.payment = Objects.requireNonNull(payment, "payment");
    }

    /**
     * Decides upon a payment.
     *
     * @param stage      what the owner has made of the offer
     * @param terms      the offer's
     * @param membership of the card that paid
     * @param counts     what counts against the limits now, in the offer's currency
     */
    public static Qualification qualify(
            Stage stage, Terms terms, Membership membership, Payment payment, Counts counts) {
        return new QualificationRules(stage, terms, payment).qualify(membership, counts);
    }

    private Qualification qualify(Membership membership, Counts counts) {
        checkOffer();
        checkMembership(membership);
        checkCircumstances(counts);
        checkCounts(counts);
        if (payment.amount().currency() != terms.currency()) {
            // Nothing more can be said of an amount that is no amount of the offer's.
            reasons.add(Reason.OTHER_CURRENCY);
            return new NotQualified(reasons);
        }
        Money reward = terms.reward().of(payment.amount());
        checkSpend();
        checkReward(reward, counts);
        return reasons.isEmpty() ? new Qualified(reward) : new NotQualified(reasons);
    }

    private void checkOffer() {
        switch (stage) {
            case DRAFT -> reasons.add(Reason.NOT_PUBLISHED);
            case PAUSED -> reasons.add(Reason.PAUSED);
            case PUBLISHED -> {}
        }
        refuseIf(terms.validity().isAhead(payment.at()), Reason.NOT_STARTED);
        refuseIf(terms.validity().isOver(payment.at()), Reason.ENDED);
    }

    private void checkMembership(Membership membership) {
        refuseIf(payment.at().isBefore(membership.since()), Reason.NOT_LINKED_YET);
        refuseIf(membership.until().filter(end -> !payment.at().isBefore(end)).isPresent(), Reason.UNLINKED);
    }

    private void checkCircumstances(Counts counts) {
        refuseIf(!terms.schedule().includes(payment.at()), Reason.OTHER_DAY);
        refuseIf(!terms.channels().contains(payment.channel()), Reason.OTHER_CHANNEL);
        refuseIf(terms.newCustomerDays().isPresent() && counts.paidBefore(), Reason.NOT_A_NEW_CUSTOMER);
    }

    private void checkCounts(Counts counts) {
        refuseIf(counts.byCard() >= terms.limits().perCard().orElse(Long.MAX_VALUE), Reason.CARD_LIMIT_REACHED);
        refuseIf(counts.total() >= terms.limits().total().orElse(Long.MAX_VALUE), Reason.OFFER_LIMIT_REACHED);
    }

    private void checkSpend() {
        refuseIf(
                terms.minSpend()
                        .filter(least -> least.isMoreThan(payment.amount()))
                        .isPresent(),
                Reason.BELOW_MINIMUM_SPEND);
        refuseIf(terms.maxSpend().filter(payment.amount()::isMoreThan).isPresent(), Reason.ABOVE_MAXIMUM_SPEND);
    }

    private void checkReward(Money reward, Counts counts) {
        refuseIf(!reward.isPositive(), Reason.NOTHING_EARNED);
        boolean tooDear = terms.limits()
                .budget()
                .filter(budget -> reward.isMoreThan(budget.limit().minus(counts.spent())))
                .isPresent();
        refuseIf(tooDear, Reason.BUDGET_EXHAUSTED);
    }

    private void refuseIf(boolean broken, Reason reason) {
        if (broken) {
            reasons.add(reason);
        }
    }
}
