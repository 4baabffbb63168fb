package io.satang.charge.create;

import io.satang.events.ExpiryBounds;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Until when a charge may be paid (reference omise-api §12). */
final class ChargeExpiry {
    /** What counts where the source does not say. */
    private static final ExpiryBounds DEFAULT_BOUNDS = new ExpiryBounds(30, TimeUnit.HOURS.toSeconds(12));

    private ChargeExpiry() {}

    /**
     * What the merchant wants if its method lets it, and the method's own time otherwise.
     *
     * @throws ApiException {@code bad_request} when the method has no choice, or not this one
     */
    static Instant of(Optional<Instant> wanted, SourceCreated source, Instant now) {
        if (wanted.isEmpty()) {
            return now.plusSeconds(source.chargeExpirySeconds());
        }
        if (!source.expirySettable()) {
            throw ApiException.badRequest("expires_at cannot be set for " + source.type());
        }
        ExpiryBounds bounds = source.expiryBounds().orElse(DEFAULT_BOUNDS);
        return wanted.filter(time -> !time.isBefore(now.plusSeconds(bounds.minimumSeconds())))
                .filter(time -> !time.isAfter(now.plusSeconds(bounds.maximumSeconds())))
                .orElseThrow(() -> ApiException.badRequest("expires_at must be between %s and %s from now"
                        .formatted(words(bounds.minimumSeconds()), words(bounds.maximumSeconds()))));
    }

    /** In the largest unit that needs no fraction: "30 seconds", "12 hours", "1 day". */
    private static String words(long seconds) {
        TimeUnit unit = Stream.of(TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES)
                .filter(larger -> seconds % larger.toSeconds(1) == 0)
                .findFirst()
                .orElse(TimeUnit.SECONDS);
        long number = unit.convert(seconds, TimeUnit.SECONDS);
        String plural = unit.name().toLowerCase(Locale.ROOT);
        return number + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }
}
