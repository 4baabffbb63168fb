package io.satang.webhook.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a server answers when it would rather be asked later (RFC 9110 §10.2.3): a number of seconds, or a date. */
final class RetryAfter {
    // More digits would be more than a lifetime; a fraction is no standard, and sent all the same.
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
    private static final int CHARS_MAX = 64;
    private static final double MILLIS_PER_SECOND = 1_000;

    private RetryAfter() {}

    /** For how long, from now; empty when that is nothing to go by. A date that is over says: at once. */
    static Optional<Duration> parse(String header, Instant now) {
        String text = header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(text) * MILLIS_PER_SECOND)));
        }
        return text.length() > CHARS_MAX ? Optional.empty() : date(text).map(date -> fromNow(date, now));
    }

    private static Duration fromNow(Instant date, Instant now) {
        return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
