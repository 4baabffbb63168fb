package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.Charge;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a page is found.
 *
 * @param path       from the root
 * @param confirming whether it is the one that tells what came of a press
 * @param language   the one that the payer has chosen, if any
 */
record PageAddress(String path, boolean confirming, Optional<Language> language) {
    /** A page's address with this asks what came of a press. */
    static final String CONFIRMING = "confirming";

    /** With this it speaks the language of this tag. */
    static final String LANGUAGE = "lang";

    /** The page at which a charge is paid. */
    static PageAddress paying(Charge charge, Optional<Language> language) {
        return new PageAddress("/payments/" + charge.pageId() + "/authorize", false, language);
    }

    /** The page with the code to scan. */
    static PageAddress scanning(Charge charge, Optional<Language> language) {
        return new PageAddress("/payments/" + charge.pageId() + "/qr", false, language);
    }

    /** The image of the code to scan (reference omise-api §8.11). */
    static String code(Charge charge) {
        return "/charges/%s/documents/%s/downloads/%s?format=svg"
                .formatted(
                        charge.id(), charge.terms().documentId(), charge.terms().downloadToken());
    }

    /** The same page after a press. */
    PageAddress toConfirm() {
        return new PageAddress(path, true, language);
    }

    /** The same page in another language. */
    PageAddress in(Language other) {
        return new PageAddress(path, confirming, Optional.of(other));
    }

    /** As links write it. */
    String href() {
        String query = Stream.concat(
                        confirming ? Stream.of(CONFIRMING + "=true") : Stream.of(),
                        language.map(chosen -> LANGUAGE + "=" + chosen.tag()).stream())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
