package io.satang.webhook.endpoint;

import io.satang.platform.error.ApiException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a merchant wants to have sent beside our own headers, a password more often than not: its {@code toString} shows names alone.
 *
 * @param values by name, in the order of the names
 */
public record CustomHeaders(Map<String, String> values) {
    /** Nothing beside our own. */
    public static final CustomHeaders NONE = new CustomHeaders(Map.of());

    /** So many at the most. */
    public static final int MAX = 16;

    private static final int VALUE_CHARS_MAX = 1_024;
    private static final int CHARS_MAX = 4_096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?");
    // Of the connection (RFC 9110 §7.6.1), of the request's frame, or what we say ourselves.
    private static final Set<String> TAKEN = Set.of(
            "connection",
            "date",
            "expect",
            "host",
            "keep-alive",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");
    private static final Set<String> TAKEN_PREFIXES = Set.of("content-", "omise-", "proxy-", "webhook-");

    public CustomHeaders {
        TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(values);
        values = Collections.unmodifiableMap(sorted);
    }

    /**
     * What a merchant gives.
     *
     * @throws ApiException {@code bad_request} when something of it cannot be sent, or is not the merchant's to say
     */
    public static CustomHeaders checked(Map<String, String> given) {
        if (given.size() > MAX) {
            throw ApiException.badRequest("headers are too many (maximum is " + MAX + ")");
        }
        given.forEach(CustomHeaders::check);
        CustomHeaders headers = new CustomHeaders(given);
        if (headers.values().size() < given.size()) {
            throw ApiException.badRequest("headers are given twice");
        }
        if (headers.chars() > CHARS_MAX) {
            throw ApiException.badRequest("headers are too long (maximum is " + CHARS_MAX + " characters)");
        }
        return headers;
    }

    /** How many characters names and values have together. */
    public int chars() {
        return values.entrySet().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    @Override
    public String toString() {
        return "CustomHeaders" + values.keySet();
    }

    // Names of any length or shape may come, so the refusal does not repeat them.
    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.badRequest("headers have a name that is invalid");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || TAKEN_PREFIXES.stream().anyMatch(lower::startsWith)) {
            throw ApiException.badRequest("header " + name + " cannot be set");
        }
        if (value.length() > VALUE_CHARS_MAX || !VALUE.matcher(value).matches()) {
            throw ApiException.badRequest("header " + name + " has a value that is invalid");
        }
    }
}
