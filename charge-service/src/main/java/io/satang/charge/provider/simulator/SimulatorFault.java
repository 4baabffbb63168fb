package io.satang.charge.provider.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What the simulator has been told to do wrong.
 *
 * @param behaviour   what
 * @param calls       for how many calls more; until told otherwise when empty
 * @param delay       how long it takes, for those that take long
 * @param failureCode what it declines with, if it declines
 */
public record SimulatorFault(
        Behaviour behaviour, Optional<Integer> calls, Duration delay, Optional<String> failureCode) {
    public SimulatorFault {
        Objects.requireNonNull(behaviour, "behaviour");
        Objects.requireNonNull(calls, "calls");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(failureCode, "failureCode");
    }

    /** What may go wrong. */
    public enum Behaviour {
        /** It does its work after a while, and answers. */
        SLOW,
        /** It declines. */
        DECLINE,
        /** It does its work and never answers. */
        DROP,
        /** It does its work and answers twice. */
        TWICE,
        /** It does its work at once and answers after a while. */
        LATE,
        /** It neither works nor answers. */
        SILENT;

        /** The behaviour of this name. */
        public static Optional<Behaviour> of(String name) {
            return Arrays.stream(values())
                    .filter(behaviour -> behaviour.text().equals(name))
                    .findFirst();
        }

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it takes a while. */
        public boolean takesLong() {
            return switch (this) {
                case SLOW, LATE -> true;
                case DECLINE, DROP, TWICE, SILENT -> false;
            };
        }
    }
}
