package io.satang.stack.listen;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import picocli.CommandLine.TypeConversionException;

/** What a listener answers to webhooks, so that a merchant's failures can be tried. */
public sealed interface Answer {

    /** Always this status. */
    record Status(int code) implements Answer {}

    /** Nothing, ever: the platform gives up by itself. */
    record Hang() implements Answer {}

    /** That all is well, after this time. */
    record Slow(Duration pause) implements Answer {
        public Slow {
            Objects.requireNonNull(pause, "pause");
        }
    }

    /** That it has failed (500) for this part of the webhooks, from 0 to 1; the others are well. */
    record Flaky(double failing) implements Answer {}

    /** That all is well. */
    Answer OK = new Status(200);

    /**
     * Reads {@code 500}, {@code hang}, {@code slow=3s} or {@code flaky=0.3}.
     *
     * @throws TypeConversionException when it is none of these
     */
    static Answer parse(String text) {
        String name = text.replaceFirst("=.*", "=");
        String value = text.substring(name.length());
        try {
            return switch (name) {
                case "hang" -> new Hang();
                case "slow=" -> new Slow(duration(value));
                case "flaky=" -> new Flaky(part(value));
                default -> new Status(status(text));
            };
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text
                    + "' is no answer; answers are a status such as 500 or 410, hang, slow=3s and flaky=0.3");
        }
    }

    /** Whether this time it is a failure. */
    static boolean fails(Flaky flaky, RandomGenerator random) {
        return random.nextDouble() < flaky.failing();
    }

    private static int status(String text) {
        int code = Integer.parseInt(text);
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException(text);
        }
        return code;
    }

    private static double part(String text) {
        double part = Double.parseDouble(text);
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException(text);
        }
        return part;
    }

    private static Duration duration(String text) {
        long number = Long.parseLong(text.replaceFirst("(ms|s)$", ""));
        if (number < 0 || number > 60_000) {
            throw new IllegalArgumentException(text);
        }
        return text.endsWith("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
    }
}
