package io.satang.console.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names and values, as a form or a query has them. */
public final class Fields {
    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /** None. */
    public static Fields none() {
        return new Fields(Map.of());
    }

    /** One of them. */
    public static Fields of(String name, String value) {
        return none().and(name, value);
    }

    /** These and another. */
    public Fields and(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Fields(all);
    }

    /** These and another, when there is a value that is not blank. */
    public Fields and(String name, Optional<String> value) {
        return value.map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> and(name, text))
                .orElse(this);
    }

    /** As {@code application/x-www-form-urlencoded}. */
    public String encoded() {
        return values.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
