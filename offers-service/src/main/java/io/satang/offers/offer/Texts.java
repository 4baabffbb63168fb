package io.satang.offers.offer;

import io.satang.events.RawJson;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of an offer.
 *
 * @param name        what its owner calls it
 * @param description what customers read before they join
 * @param pointOfSale what customers read where they pay
 * @param metadata    the owner's own data
 */
record Texts(String name, Optional<String> description, Optional<String> pointOfSale, RawJson metadata) {
    Texts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(pointOfSale, "pointOfSale");
        Objects.requireNonNull(metadata, "metadata");
    }
}
