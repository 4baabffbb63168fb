package io.satang.stack.doctor;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param name   what was looked at
 * @param found  what was seen, for a person
 * @param advice what to do about it; empty when there is nothing to do
 */
record Check(String name, Health health, String found, Optional<String> advice) {
    Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(advice, "advice");
    }

    static Check good(String name, String found) {
        return new Check(name, Health.GREEN, found, Optional.empty());
    }

    static Check yellow(String name, String found, String advice) {
        return new Check(name, Health.YELLOW, found, Optional.of(advice));
    }

    static Check red(String name, String found, String advice) {
        return new Check(name, Health.RED, found, Optional.of(advice));
    }
}
