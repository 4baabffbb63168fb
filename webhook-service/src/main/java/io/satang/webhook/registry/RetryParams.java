package io.satang.webhook.registry;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.delivery.RetrySchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads how an endpoint wants failed attempts repeated: a preset, or numbers that it does not give as usual. */
final class RetryParams {
    private static final Set<String> NAMES =
            Set.of("preset", "attempts", "first_pause", "longest_pause", "factor", "jitter", "client_errors_final");
    private static final int ATTEMPTS_MAX = 100;
    private static final long PAUSE_MAX = Duration.ofDays(1).toSeconds();
    private static final Duration WHOLE_MAX = Duration.ofDays(30);
    private static final double FACTOR_MAX = 10;
    private static final double JITTER_MAX = 0.5;
    /** For an endpoint that wants to hear soon, or not at all: within five minutes. */
    private static final RetrySchedule BRIEF =
            new RetrySchedule(6, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, 0.2);

    private RetryParams() {}

    /**
     * What was asked for under {@code retries}: nothing, as usual again, or a policy.
     *
     * @throws ApiException {@code bad_request} for what is malformed, or would go on for more than 30 days
     */
    static Optional<Optional<RetryPolicy>> read(Params params) {
        if (params.cleared("retries")) {
            return Optional.of(Optional.empty());
        }
        if (!params.has("retries")) {
            return Optional.empty();
        }
        Params given = params.object("retries");
        given.requireOnly(NAMES);
        boolean clientErrorsFinal = given.bool("client_errors_final").orElse(false);
        return Optional.of(Optional.of(new RetryPolicy(schedule(given), clientErrorsFinal)));
    }

    private static RetrySchedule schedule(Params given) {
        RetrySchedule base = given.text("preset").map(RetryParams::preset).orElse(RetrySchedule.DEFAULT);
        long first = number(given, "first_pause", base.firstPause().toSeconds(), 1, PAUSE_MAX);
        long longest = number(
                given, "longest_pause", Math.max(first, base.longestPause().toSeconds()), 1, PAUSE_MAX);
        if (longest < first) {
            throw ApiException.badRequest("retries longest_pause must not be less than first_pause");
        }
        RetrySchedule schedule = new RetrySchedule(
                (int) number(given, "attempts", base.attemptsMax(), 1, ATTEMPTS_MAX),
                Duration.ofSeconds(first),
                Duration.ofSeconds(longest),
                decimal(given, "factor", base.factor(), 1, FACTOR_MAX),
                decimal(given, "jitter", base.spread(), 0, JITTER_MAX));
        if (whole(schedule).compareTo(WHOLE_MAX) > 0) {
            throw ApiException.badRequest("retries go on for more than " + WHOLE_MAX.toDays() + " days");
        }
        return schedule;
    }

    private static RetrySchedule preset(String name) {
        return switch (name) {
            case "week" -> RetrySchedule.DEFAULT;
            case "brief" -> BRIEF;
            default -> throw ApiException.badRequest("retries preset is invalid");
        };
    }

    private static Duration whole(RetrySchedule schedule) {
        Duration whole = Duration.ZERO;
        for (int attempt = 1; attempt < schedule.attemptsMax(); attempt++) {
            whole = whole.plus(schedule.pauseAfter(attempt, 0.5));
        }
        return whole;
    }

    private static long number(Params given, String name, long usual, long least, long most) {
        long value = given.integer(name).orElse(usual);
        if (value < least || value > most) {
            throw ApiException.badRequest("retries " + name + " must be between " + least + " and " + most);
        }
        return value;
    }

    private static double decimal(Params given, String name, double usual, double least, double most) {
        double value = given.decimal(name).map(BigDecimal::doubleValue).orElse(usual);
        if (!(value >= least && value <= most)) {
            throw ApiException.badRequest("retries " + name + " must be between " + least + " and " + most);
        }
        return value;
    }
}
