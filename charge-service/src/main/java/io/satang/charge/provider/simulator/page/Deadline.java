package io.satang.charge.provider.simulator.page;

import io.satang.platform.time.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Until when a payment can be made, in a payer's words.
 *
 * @param iso     for machines
 * @param within  for instance {@code in 6 days}; never more than is left
 * @param date    for instance {@code 4 Dec 14:55 (Bangkok)}
 * @param zone    the zone that the date is of, for instance {@code Asia/Bangkok}
 * @param seconds how many are left
 */
record Deadline(String iso, String within, String date, String zone, long seconds) {
    private static final Duration IN_DAYS = Duration.ofDays(2);
    private static final Duration IN_HOURS = Duration.ofHours(2);
    private static final Duration IN_MINUTES = Duration.ofMinutes(1);

    /**
     * The deadline of an account of this country.
     *
     * @param country upper-case ISO 3166-1 alpha-2; where no account is opened, the time is that of no country
     */
    static Deadline of(Instant end, Instant now, String country, Words words) {
        ZoneId zone = zone(country);
        String date = DateTimeFormatter.ofPattern(
                        words.text("date"), words.language().locale())
                .withZone(zone)
                .format(end);
        Duration left = end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
        return new Deadline(
                TimeFormat.iso(end),
                within(left, words),
                words.text("date_in_zone", date, words.text("zone." + zone)),
                zone.toString(),
                left.toSeconds());
    }

    private static String within(Duration left, Words words) {
        if (left.compareTo(IN_DAYS) >= 0) {
            return words.text("within.days", left.toDays());
        }
        if (left.compareTo(IN_HOURS) >= 0) {
            return words.text("within.hours", left.toHours());
        }
        if (left.compareTo(IN_MINUTES) >= 0) {
            return words.text("within.minutes", left.toMinutes());
        }
        return words.text(left.isZero() ? "within.nothing" : "within.moment");
    }

    private static ZoneId zone(String country) {
        return ZoneId.of(
                switch (country) {
                    case "TH" -> "Asia/Bangkok";
                    case "JP" -> "Asia/Tokyo";
                    case "SG" -> "Asia/Singapore";
                    case "MY" -> "Asia/Kuala_Lumpur";
                    default -> "UTC";
                });
    }
}
