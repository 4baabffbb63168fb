package io.satang.offers.card;

import io.satang.offers.person.PersonId;
import io.satang.platform.card.CardDraft;
import io.satang.platform.id.CardId;
import java.time.Instant;
import java.util.Objects;

/**
 * A card that was found to be in order.
 *
 * @param person      whose it is
 * @param draft       with its number, which ends here
 * @param fingerprint by what the account recognises it
 */
record NewCard(
        CardId id,
        String accountId,
        boolean livemode,
        PersonId person,
        CardDraft draft,
        String fingerprint,
        Instant createdAt) {

    NewCard {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(draft, "draft");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    @Override
    public String toString() {
        return id.value();
    }
}
