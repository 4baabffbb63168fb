package io.satang.console.visit;

import java.time.Instant;
import java.util.Objects;

/**
 * An operator who is signed in.
 *
 * @param subject   who it is, as the provider of identities says ({@code sub} of OpenID Connect)
 * @param name      how to call them
 * @param csrfToken what every form of theirs has to bring
 * @param expiresAt until when
 */
public record Operator(String subject, String name, String csrfToken, Instant expiresAt) implements Guest {
    public Operator {
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    @Override
    public String toString() {
        return "Operator[" + subject + "]";
    }
}
