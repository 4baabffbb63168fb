package io.satang.source.create;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A postal address, as merchants give it; every part may be missing. */
record Address(
        Optional<String> city,
        Optional<String> country,
        Optional<String> postalCode,
        Optional<String> state,
        Optional<String> street1,
        Optional<String> street2) {

    Address {
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(postalCode, "postalCode");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(street1, "street1");
        Objects.requireNonNull(street2, "street2");
    }

    /** The parts that are there. */
    Stream<String> parts() {
        return Stream.of(city, country, postalCode, state, street1, street2).flatMap(Optional::stream);
    }
}
