package io.satang.stack.event;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event, as far as a line of text shows it.
 *
 * @param objectId what it happened to
 * @param amount   with its currency; empty where the object has none
 * @param status   with the reason of a failure; empty where the object has none
 */
public record Event(String id, String key, String objectId, String amount, String status) {
    public Event {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(objectId, "objectId");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(status, "status");
    }

    /** What a webhook's body tells; empty when it is no event. */
    public static Optional<Event> parse(String body) {
        try {
            JsonObject event = new JsonObject(body);
            return "event".equals(event.getString("object")) ? Optional.of(of(event)) : Optional.empty();
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** An event as the API shows it. */
    public static Event of(JsonObject event) {
        JsonObject data = event.getJsonObject("data", new JsonObject());
        return new Event(
                event.getString("id", "?"),
                event.getString("key", "?"),
                data.getString("id", "?"),
                amount(data),
                status(data));
    }

    /** What has an amount and a currency, in the currency's units: {@code 4000.00 THB}; empty when it has none. */
    public static String amount(JsonObject object) {
        String code = object.getString("currency", "");
        return object.getValue("amount") instanceof Number minor && !code.isEmpty()
                ? BigDecimal.valueOf(minor.longValue(), decimals(code)).toPlainString() + " " + code
                : "";
    }

    /** In columns. */
    public String columns() {
        return Stream.of("%s  %-16s  %s".formatted(id, key, objectId), amount, status)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private static int decimals(String code) {
        try {
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static String status(JsonObject data) {
        String status = data.getString("status", data.getString("state", ""));
        return Optional.ofNullable(data.getString("failure_code"))
                .map(failure -> status + "/" + failure)
                .orElse(status);
    }
}
