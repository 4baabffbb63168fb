package io.satang.offers.offer;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** How long a budget lasts before there is a new one, by the merchant's calendar. */
public enum Period {
    DAY("day"),
    /** From Monday on (ISO 8601). */
    WEEK("week"),
    MONTH("month"),
    /** As long as the offer runs. */
    WHOLE("whole");

    private final String wireName;

    Period(String wireName) {
        this.wireName = wireName;
    }

    /** As clients write it. */
    public String wireName() {
        return wireName;
    }

    /** The first day of the period that this time is in; always the same day when there is only one. */
    public LocalDate startOf(Instant time, ZoneId zone) {
        LocalDate day = time.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case WHOLE -> LocalDate.EPOCH;
        };
    }

    /** When the next period begins, after the one that this time is in; empty when there is only one. */
    Optional<Instant> nextStart(Instant time, ZoneId zone) {
        LocalDate start = startOf(time, zone);
        Optional<LocalDate> next = switch (this) {
            case DAY -> Optional.of(start.plusDays(1));
            case WEEK -> Optional.of(start.plusWeeks(1));
            case MONTH -> Optional.of(start.plusMonths(1));
            case WHOLE -> Optional.empty();
        };
        return next.map(day -> day.atStartOfDay(zone).toInstant());
    }

    static Optional<Period> parse(String text) {
        return WireNames.find(values(), Period::wireName, text);
    }
}
