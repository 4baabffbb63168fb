package io.satang.webhook.event;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which trace a message belongs to, and whose child it is there (W3C Trace Context §3.2). It is passed on as it came: we add no span of our own.
 *
 * @param text as the header says it
 */
public record Traceparent(String text) {
    /** The header's name, on Kafka as in HTTP. */
    public static final String HEADER = "traceparent";

    // Version, trace, parent, flags. Version ff is none, and ids of nothing but zeros name nothing.
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public Traceparent {
        Objects.requireNonNull(text, "text");
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a traceparent");
        }
    }

    /** Reads what a message came with; empty when it has another form. */
    public static Optional<Traceparent> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Traceparent(text)) : Optional.empty();
    }
}
