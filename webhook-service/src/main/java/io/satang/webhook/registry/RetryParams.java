package io.satang.webhook.registry;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.delivery.RetrySchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how an endpoint wants failed attempts repeated: a preset, numbers that it does not give as usual, or a list of pauses. */
final class RetryParams {
    private static final String SCHEDULE = "schedule";
    /** What a list of pauses says by itself. */
    private static final Set<String> NUMBERS = Set.of("preset", "attempts", "first_pause", "longest_pause", "factor");

    private static final Set<String> NAMES = Stream.concat(
                    NUMBERS.stream(), Stream.of(SCHEDULE, "jitter", "client_errors_final"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,7}");
    private static final int PAUSES_MAX = 99;
    private static final long LISTED_PAUSE_MAX = Duration.ofDays(7).toSeconds();
    private static final int ATTEMPTS_MAX = 100;
    private static final long PAUSE_MAX = Duration.ofDays(1).toSeconds();
    private static final Duration WHOLE_MAX = Duration.ofDays(30);
    private static final double FACTOR_MAX = 10;
    private static final double JITTER_MAX = 0.5;
    private static final double JITTER_USUAL = RetrySchedule.Exponential.DEFAULT.spread();
    /** For an endpoint that wants to hear soon, or not at all: within five minutes. */
    private static final RetrySchedule.Exponential BRIEF =
            new RetrySchedule.Exponential(6, Duration.ofSeconds(5), Duration.ofMinutes(2), 2, 0.2);

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
        if (given.names().isEmpty()) {
            throw ApiException.badRequest("retries is invalid");
        }
        boolean clientErrorsFinal = given.bool("client_errors_final").orElse(false);
        RetrySchedule schedule = given.names().contains(SCHEDULE) ? listed(given) : exponential(given);
        if (schedule.spanAfter(0).compareTo(WHOLE_MAX) > 0) {
            throw ApiException.badRequest("retries go on for more than " + WHOLE_MAX.toDays() + " days");
        }
        return Optional.of(Optional.of(new RetryPolicy(schedule, clientErrorsFinal)));
    }

    private static RetrySchedule listed(Params given) {
        NUMBERS.stream().filter(given.names()::contains).sorted().findFirst().ifPresent(name -> {
            throw ApiException.badRequest("retries schedule lists every pause, and goes without " + name);
        });
        List<String> texts = given.isText(SCHEDULE) ? List.of() : given.texts(SCHEDULE);
        if (texts.isEmpty() || texts.size() > PAUSES_MAX) {
            throw ApiException.badRequest("retries schedule must be a list of 1 to " + PAUSES_MAX + " pauses");
        }
        return new RetrySchedule.Listed(
                texts.stream().map(RetryParams::pause).toList(), decimal(given, "jitter", JITTER_USUAL, 0, JITTER_MAX));
    }

    private static Duration pause(String text) {
        long seconds = SECONDS.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (seconds < 1 || seconds > LISTED_PAUSE_MAX) {
            throw ApiException.badRequest("retries schedule must have whole seconds between 1 and " + LISTED_PAUSE_MAX);
        }
        return Duration.ofSeconds(seconds);
    }

    private static RetrySchedule exponential(Params given) {
        RetrySchedule.Exponential base =
                given.text("preset").map(RetryParams::preset).orElse(RetrySchedule.Exponential.DEFAULT);
        long first = number(given, "first_pause", base.firstPause().toSeconds(), 1, PAUSE_MAX);
        long longest = number(
                given, "longest_pause", Math.max(first, base.longestPause().toSeconds()), 1, PAUSE_MAX);
        if (longest < first) {
            throw ApiException.badRequest("retries longest_pause must not be less than first_pause");
        }
        return new RetrySchedule.Exponential(
                (int) number(given, "attempts", base.attemptsMax(), 1, ATTEMPTS_MAX),
                Duration.ofSeconds(first),
                Duration.ofSeconds(longest),
                decimal(given, "factor", base.factor(), 1, FACTOR_MAX),
                decimal(given, "jitter", base.spread(), 0, JITTER_MAX));
    }

    private static RetrySchedule.Exponential preset(String name) {
        return switch (name) {
            case "week" -> RetrySchedule.Exponential.DEFAULT;
            case "brief" -> BRIEF;
            default -> throw ApiException.badRequest("retries preset is invalid");
        };
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
