package io.satang.offers.field;

import io.satang.events.RawJson;
import io.satang.platform.card.CardNumber;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.Optional;

/** Texts of a request, none of which may hold the number of a card: it would be kept in clear. */
public final class Fields {
    private static final int METADATA_CHARS_MAX = 32_768;

    private Fields() {}

    /** A text that has to be there. */
    public static String required(Params params, String name, int charsMax) {
        return text(params, name, charsMax)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ApiException.badRequest(name + " cannot be blank"));
    }

    /** A text of at most so many characters. */
    public static Optional<String> text(Params params, String name, int charsMax) {
        Optional<String> text = params.text(name, charsMax);
        text.ifPresent(given -> requireNoCard(name, given));
        return text;
    }

    /** The owner's own data, if any was given. */
    public static Optional<RawJson> metadata(Params params) {
        if (!params.has("metadata")) {
            return Optional.empty();
        }
        RawJson metadata = params.metadata(METADATA_CHARS_MAX);
        requireNoCard("metadata", metadata.text());
        return Optional.of(metadata);
    }

    private static void requireNoCard(String name, String text) {
        if (CardNumber.occursIn(text)) {
            throw ApiException.badRequest(name + " must not hold a card number");
        }
    }
}
