package io.satang.source.vault;

import io.satang.platform.card.CardNumber;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider needs to charge a card beside what merchants see of it.
 *
 * @param number  the card's number
 * @param email   of its holder
 * @param country where its bills go, as it was given
 */
public record CardMaterial(CardNumber number, Optional<String> email, Optional<String> country) {
    public CardMaterial {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(country, "country");
    }
}
