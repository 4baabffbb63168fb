package io.satang.offers.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code card_offers}. What is counted is counted by statements, and only read here. */
@Entity
@Table(name = "card_offers")
class CardOfferEntity {
    @Id
    String id;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Column(updatable = false)
    boolean livemode;

    @Column(name = "card_id", updatable = false)
    String cardId;

    @Column(name = "offer_id", updatable = false)
    String offerId;

    @Column(name = "linked_at")
    Instant linkedAt;

    @Column(name = "unlinked_at")
    @Nullable
    Instant unlinkedAt;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(insertable = false, updatable = false)
    long uses;

    /** How often it was linked and unlinked, each of which others were told of. */
    @Column(insertable = false, updatable = false)
    long version;

    boolean isLinked() {
        return unlinkedAt == null;
    }

    /** As clients read it. */
    String state() {
        return isLinked() ? "linked" : "unlinked";
    }
}
