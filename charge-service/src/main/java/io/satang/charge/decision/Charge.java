package io.satang.charge.decision;

import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.Instrument.ByCustomer;
import io.satang.events.RawJson;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A charge: what a merchant asks of a payer, and what became of it.
 *
 * @param id          which it is
 * @param accountId   whose it is
 * @param livemode    live or test
 * @param version     from 1; every change adds one
 * @param amount      what is asked of the payer, without the discount; nothing when a card is only looked at
 * @param instrument  what it is paid with
 * @param pageId      where it is paid
 * @param createdAt   when it was made
 * @param expiresAt   until when it may be paid, and what is held for it be taken
 * @param description the merchant's words
 * @param metadata    the merchant's data
 * @param terms       what was agreed
 * @param discount    by how much less the payer is charged than was asked for at first
 * @param state       where it stands
 */
public record Charge(
        ChargeId id,
        AccountId accountId,
        boolean livemode,
        long version,
        Money amount,
        Instrument instrument,
        PayPageId pageId,
        Instant createdAt,
        Instant expiresAt,
        Optional<String> description,
        RawJson metadata,
        ChargeTerms terms,
        Optional<Discount> discount,
        ChargeState state) {

    public Charge {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(discount, "discount");
        Objects.requireNonNull(state, "state");
        if (amount.none().isMoreThan(amount) || version < 1) {
            throw new IllegalArgumentException("charge " + id + " has amount " + amount + " and version " + version);
        }
        // A charge of nothing takes nothing, and no other does.
        if (state instanceof Successful paid && paid.captured().isPositive() != amount.isPositive()) {
            throw new IllegalArgumentException("charge " + id + " of " + amount + " has taken " + paid.captured());
        }
    }

    /** What it costs the merchant: a part of what was taken, or of the whole amount as long as nothing was. */
    public Fees fees() {
        return Fees.of(base(), terms.pricing());
    }

    /** What was taken, or the whole amount as long as nothing was. */
    public Money base() {
        return state instanceof Successful paid ? paid.captured() : amount;
    }

    /** What was asked for at first, before the discount. */
    public Money originalAmount() {
        return discount.map(given -> amount.plus(given.amount())).orElse(amount);
    }

    /** Whose card pays, when it is a customer's. */
    public Optional<CustomerId> customer() {
        return terms.card().flatMap(CardTerms::owner).map(ByCustomer::customerId);
    }

    /** The offer that its payer wants to redeem with it. */
    public Optional<OfferUse> offer() {
        return terms.card().flatMap(CardTerms::offer);
    }

    /** Whether its deadline has passed at this time. */
    public boolean isDue(Instant time) {
        return !time.isBefore(expiresAt);
    }

    /** The charge in its next state. */
    Charge moveTo(ChargeState next) {
        return next(amount, description, metadata, discount, next);
    }

    /** The charge in its next state, of which the payer pays so much less. */
    Charge discounted(Discount given, ChargeState next) {
        return next(amount.minus(given.amount()), description, metadata, Optional.of(given), next);
    }

    /** The charge with its merchant's new notes; an empty description takes the present one away, what is not given stays. */
    public Charge describe(Optional<String> newDescription, Optional<RawJson> newMetadata) {
        return next(
                amount,
                newDescription.or(() -> description).filter(text -> !text.isEmpty()),
                newMetadata.orElse(metadata),
                discount,
                state);
    }

    private Charge next(
            Money nextAmount,
            Optional<String> nextDescription,
            RawJson nextMetadata,
            Optional<Discount> nextDiscount,
            ChargeState nextState) {
        return new Charge(
                id,
                accountId,
                livemode,
                version + 1,
                nextAmount,
                instrument,
                pageId,
                createdAt,
                expiresAt,
                nextDescription,
                nextMetadata,
                terms,
                nextDiscount,
                nextState);
    }
}
