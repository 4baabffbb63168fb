package io.satang.charge.read;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of an account's charges are asked for; the names are those of the filters and the query of Omise's search (reference omise-api §5.2).
 *
 * @param status     as merchants see it
 * @param sourceType payment method; {@code card} for cards
 * @param query      a text somewhere in id, description, failure code or metadata, whatever its case
 */
record ChargeFilter(Optional<String> status, Optional<String> sourceType, Optional<String> query) {
    /** All of them. */
    static final ChargeFilter NONE = new ChargeFilter(Optional.empty(), Optional.empty(), Optional.empty());

    private static final List<String> STATUSES = List.of("pending", "successful", "failed", "expired", "reversed");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]{1,64}");
    private static final int QUERY_CHARS_MAX = 200;

    /**
     * What a request asks for.
     *
     * @throws ApiException {@code bad_request} for what no charge can have
     */
    static ChargeFilter from(Params params) {
        return new ChargeFilter(
                params.text("status")
                        .map(text -> require(
                                STATUSES.contains(text), text, "status is not one of " + String.join(", ", STATUSES))),
                params.text("source_type")
                        .map(text -> require(TYPE.matcher(text).matches(), text, "source_type is invalid")),
                params.text("query", QUERY_CHARS_MAX));
    }

    /** Whether it leaves nothing out. */
    boolean isEmpty() {
        return equals(NONE);
    }

    private static String require(boolean fits, String text, String otherwise) {
        if (!fits) {
            throw ApiException.badRequest(otherwise);
        }
        return text;
    }
}
