package io.satang.source.create;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the goods that are paid for; every part may be missing.
 *
 * @param amount   subunits for one piece
 * @param quantity how many pieces
 */
record Item(
        Optional<String> name,
        Optional<Long> amount,
        Optional<Long> quantity,
        Optional<String> sku,
        Optional<String> category,
        Optional<String> brand,
        Optional<String> itemUri,
        Optional<String> imageUri) {

    Item {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(brand, "brand");
        Objects.requireNonNull(itemUri, "itemUri");
        Objects.requireNonNull(imageUri, "imageUri");
    }

    /** The texts that are there. */
    Stream<String> texts() {
        return Stream.of(name, sku, category, brand, itemUri, imageUri).flatMap(Optional::stream);
    }

    /** The numbers that are there. */
    Stream<Long> numbers() {
        return Stream.of(amount, quantity).flatMap(Optional::stream);
    }
}
