package io.satang.platform.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times on the wire: UTC ISO 8601 to the second (reference omise-api §4); dates and offsets are accepted too (§3, row 17). */
public final class TimeFormat {
    // ISO 8601 has offsets with and without a colon, and of hours alone; Java's own formatter knows the first only.
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .parseLenient()
            .appendOffset("+HH", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeFormat() {}

    /** For instance {@code 2025-03-20T09:24:15Z}. */
    public static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Reads a date or a time with offset, of a year with four digits; empty when it is neither. */
    public static Optional<Instant> parse(String text) {
        // The plus of an offset that a query does not escape arrives as a space.
        String escaped = text.replace(' ', '+');
        // A sign introduces a year that the database cannot keep.
        if (escaped.startsWith("+") || escaped.startsWith("-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    escaped.length() == "yyyy-mm-dd".length()
                            ? LocalDate.parse(escaped)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(escaped, TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static Module jacksonModule() {
        return new SimpleModule().addSerializer(Instant.class, new StdSerializer<>(Instant.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(iso(time));
            }
        });
    }
}
