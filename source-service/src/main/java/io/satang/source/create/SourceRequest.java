package io.satang.source.create;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client asks for, read but not judged.
 *
 * @param type            payment method
 * @param amount          subunits, any number
 * @param currency        in any case
 * @param texts           the plain parameters that were given, by their names
 * @param billing         where the bill goes
 * @param shipping        where the goods go
 * @param items           the goods
 * @param installmentTerm months
 * @param zeroInterest    whether the merchant absorbs the interest; the account's setting counts when empty
 * @param unreadable      what was given and cannot be read, by the parameters' names: the fault of each
 */
record SourceRequest(
        Optional<String> type,
        OptionalLong amount,
        Optional<String> currency,
        Map<String, String> texts,
        Optional<Address> billing,
        Optional<Address> shipping,
        List<Item> items,
        OptionalLong installmentTerm,
        Optional<Boolean> zeroInterest,
        Map<String, String> unreadable) {

    SourceRequest {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(billing, "billing");
        Objects.requireNonNull(shipping, "shipping");
        Objects.requireNonNull(installmentTerm, "installmentTerm");
        Objects.requireNonNull(zeroInterest, "zeroInterest");
        texts = Map.copyOf(texts);
        // In the order in which they were read.
        unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
        items = List.copyOf(items);
    }

    /** A plain parameter, if it was given. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Why a parameter that was given cannot be read. */
    Optional<String> unreadable(String name) {
        return Optional.ofNullable(unreadable.get(name));
    }
}
