package io.satang.account;

import java.util.Objects;
import java.util.Optional;

/**
 * What payers know a merchant by; pay pages show it.
 *
 * @param displayName one to 64 characters
 * @param color       {@code #} and six lower-case hex digits
 */
public record Branding(Optional<String> displayName, Optional<String> color) {
    /** Nothing: pages name the shop by where its payers go back to. */
    public static final Branding NONE = new Branding(Optional.empty(), Optional.empty());

    public Branding {
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(color, "color");
    }
}
