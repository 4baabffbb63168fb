package io.satang.offers.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code cards}: what may be shown of one, and by what it is recognised. */
@Entity
@Table(name = "cards")
class CardEntity {
    @Id
    String id;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Column(updatable = false)
    boolean livemode;

    @Column(name = "person_id", updatable = false)
    String personId;

    @Column(updatable = false)
    String brand;

    @Column(name = "last_digits", updatable = false)
    String lastDigits;

    @Column(updatable = false)
    String name;

    @Column(name = "expiration_month", updatable = false)
    int expirationMonth;

    @Column(name = "expiration_year", updatable = false)
    int expirationYear;

    @Column(updatable = false)
    String fingerprint;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    static CardEntity of(NewCard card) {
        CardEntity entity = new CardEntity();
        entity.id = card.id().value();
        entity.accountId = card.accountId();
        entity.livemode = card.livemode();
        entity.personId = card.person().value();
        entity.brand = card.draft().brand().wireName();
        entity.lastDigits = card.draft().number().lastDigits();
        entity.name = card.draft().name();
        entity.expirationMonth = card.draft().expirationMonth();
        entity.expirationYear = card.draft().expirationYear();
        entity.fingerprint = card.fingerprint();
        entity.createdAt = card.createdAt();
        return entity;
    }
}
