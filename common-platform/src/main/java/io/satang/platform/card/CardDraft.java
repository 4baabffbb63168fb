package io.satang.platform.card;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A card that was found to be in order.
 *
 * @param number          its number
 * @param brand           its brand
 * @param securityCode    its code, if one was given
 * @param name            the holder's name
 * @param expirationMonth 1 to 12
 * @param expirationYear  four digits
 * @param billing         where its bills go, and how its holder is reached, by the parameters' names
 */
public record CardDraft(
        CardNumber number,
        Brand brand,
        Optional<SecurityCode> securityCode,
        String name,
        int expirationMonth,
        int expirationYear,
        Map<String, String> billing) {

    public CardDraft {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(brand, "brand");
        Objects.requireNonNull(securityCode, "securityCode");
        Objects.requireNonNull(name, "name");
        billing = Map.copyOf(billing);
    }

    /** A part of the bill's address, if it was given. */
    public Optional<String> billing(String name) {
        return Optional.ofNullable(billing.get(name));
    }
}
