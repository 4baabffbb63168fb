package io.satang.charge.decision;

import io.satang.events.RawJson;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A charge: what a merchant asks of a payer, and what became of it.
 *
 * @param id          {@code chrg_…}
 * @param accountId   whose it is
 * @param livemode    live or test
 * @param version     from 1; every change adds one
 * @param amount      subunits
 * @param currency    upper-case ISO 4217
 * @param sourceId    what it is paid with; a source pays once
 * @param pageId      the pay page, {@code pay2_…}; unguessable, for whoever knows it may pay
 * @param createdAt   when it was made
 * @param expiresAt   until when it may be paid
 * @param description the merchant's words
 * @param metadata    the merchant's data
 * @param terms       what was agreed
 * @param state       where it stands
 */
public record Charge(
        String id,
        String accountId,
        boolean livemode,
        long version,
        long amount,
        String currency,
        String sourceId,
        String pageId,
        Instant createdAt,
        Instant expiresAt,
        Optional<String> description,
        RawJson metadata,
        ChargeTerms terms,
        ChargeState state) {

    public Charge {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(state, "state");
        if (amount < 1 || version < 1) {
            throw new IllegalArgumentException("charge " + id + " has amount " + amount + " and version " + version);
        }
    }

    /** What it costs the merchant. */
    public Fees fees() {
        return Fees.of(amount, terms.pricing());
    }

    Charge moveTo(ChargeState next) {
        return new Charge(
                id,
                accountId,
                livemode,
                version + 1,
                amount,
                currency,
                sourceId,
                pageId,
                createdAt,
                expiresAt,
                description,
                metadata,
                terms,
                next);
    }

    /** The charge with its merchant's new notes; an empty description takes the present one away, what is not given stays. */
    public Charge describe(Optional<String> newDescription, Optional<RawJson> newMetadata) {
        return new Charge(
                id,
                accountId,
                livemode,
                version + 1,
                amount,
                currency,
                sourceId,
                pageId,
                createdAt,
                expiresAt,
                newDescription.or(() -> description).filter(text -> !text.isEmpty()),
                newMetadata.orElse(metadata),
                terms,
                state);
    }
}
