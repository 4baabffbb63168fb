package io.satang.events;

import java.util.Objects;

/**
 * What a test card does instead of paying (reference omise-api §10.1).
 *
 * @param step        where: {@code authorization}, or {@code enrollment} or {@code validation} of 3-D Secure
 * @param failureCode the charge's failure code then
 */
public record CardFailure(String step, String failureCode) {
    public CardFailure {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(failureCode, "failureCode");
    }
}
