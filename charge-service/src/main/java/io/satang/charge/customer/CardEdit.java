package io.satang.charge.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.RawJson;
import io.satang.events.Sizes;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.params.Params;
import io.satang.platform.size.ObjectSize;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What {@code PATCH /customers/{id}/cards/{card}} asks for (reference omise-api §8.5): another name, expiry or address. All of them are kept
 * here alone, the vault keeps the number.
 *
 * @param texts by the field's name; an empty one takes an address field away
 * @param month of the expiry
 * @param year  of the expiry
 */
record CardEdit(Map<String, String> texts, OptionalLong month, OptionalLong year) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAME = "name";
    private static final String MONTH = "expiration_month";
    private static final String YEAR = "expiration_year";
    private static final List<String> ADDRESS =
            List.of("street1", "street2", "city", "state", "phone_number", "postal_code");
    private static final int TEXT_CHARS_MAX = 255;
    private static final int YEAR_LEAST = 1_000;
    private static final int YEAR_MOST = 9_999;

    CardEdit {
        texts = Map.copyOf(texts);
        Objects.requireNonNull(month, "month");
        Objects.requireNonNull(year, "year");
    }

    /**
     * Reads the request.
     *
     * @throws ApiException {@code invalid_card} for all that is wrong with it
     */
    static CardEdit from(Params params) {
        RequestFaults faults = new RequestFaults();
        Map<String, String> texts = new LinkedHashMap<>();
        OptionalLong month = faults.read(
                OptionalLong.empty(), () -> within(params, MONTH, 1, 12, "expiration month is not between 1 and 12"));
        text(params, NAME, faults).ifPresent(name -> texts.put(NAME, name));
        OptionalLong year = faults.read(
                OptionalLong.empty(), () -> within(params, YEAR, YEAR_LEAST, YEAR_MOST, "expiration year is invalid"));
        ADDRESS.forEach(field -> {
            if (params.cleared(field)) {
                texts.put(field, "");
            }
            text(params, field, faults).ifPresent(text -> texts.put(field, text));
        });
        faults.refuse();
        return new CardEdit(texts, month, year);
    }

    /**
     * The card as merchants see it afterwards; the very same when nothing is new.
     *
     * @param now      the present month
     * @param livemode whether the card is charged in earnest: a test card may have expired
     * @throws ApiException {@code invalid_card} when it has expired then, {@code bad_request} when it is too large
     */
    RawJson appliedTo(RawJson card, YearMonth now, boolean livemode) {
        ObjectNode edited = tree(card);
        texts.forEach((field, text) -> edited.put(field, text.isEmpty() ? null : text));
        month.ifPresent(value -> edited.put(MONTH, (int) value));
        year.ifPresent(value -> edited.put(YEAR, (int) value));
        boolean dated = month.isPresent() || year.isPresent();
        if (livemode && dated && expiry(edited).isBefore(now)) {
            throw invalid("expiration date cannot be in the past");
        }
        return edited.equals(tree(card))
                ? card
                : new RawJson(ObjectSize.requireAtMost("card", edited.toString(), Sizes.PART_BYTES_MAX));
    }

    private static YearMonth expiry(ObjectNode card) {
        return YearMonth.of(card.path(YEAR).asInt(), card.path(MONTH).asInt());
    }

    private static Optional<String> text(Params params, String name, RequestFaults faults) {
        return faults.read(Optional.empty(), () -> {
            Optional<String> text = asCardFault(() -> params.text(name, TEXT_CHARS_MAX));
            // What is typed into the wrong field would be kept in clear.
            if (text.filter(CardDigits::areIn).isPresent()) {
                throw invalid(name + " is invalid");
            }
            return text;
        });
    }

    private static OptionalLong within(Params params, String name, int least, int most, String fault) {
        OptionalLong value = asCardFault(() -> params.integer(name));
        // Some clients send 0 for what they do not mean to change (reference omise-api §3, row 13).
        if (value.orElse(0) == 0) {
            return OptionalLong.empty();
        }
        if (value.getAsLong() < least || value.getAsLong() > most) {
            throw invalid(fault);
        }
        return value;
    }

    private static <T> T asCardFault(Supplier<T> parameter) {
        try {
            return parameter.get();
        } catch (ApiException e) {
            throw invalid(e.error().message());
        }
    }

    private static ApiException invalid(String message) {
        return ApiException.of(400, "invalid_card", message);
    }

    private static ObjectNode tree(RawJson card) {
        try {
            return (ObjectNode) MAPPER.readTree(card.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is a JSON object", e);
        }
    }
}
