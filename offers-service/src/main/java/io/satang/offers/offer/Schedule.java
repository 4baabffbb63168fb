package io.satang.offers.offer;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * On which days payments count.
 *
 * @param days at least one
 * @param zone where the merchant is: a day begins and ends there
 */
public record Schedule(Set<DayOfWeek> days, ZoneId zone) {
    /** Every day of the week. */
    public static final Set<DayOfWeek> EVERY_DAY = Set.copyOf(EnumSet.allOf(DayOfWeek.class));

    public Schedule {
        days = Set.copyOf(days);
        Objects.requireNonNull(zone, "zone");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("an offer without days");
        }
    }

    /** Whether this time is on one of its days. */
    public boolean includes(Instant time) {
        return days.contains(time.atZone(zone).getDayOfWeek());
    }
}
