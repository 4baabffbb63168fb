package io.satang.console.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;

/** Whoever is signed in: a merchant by a secret key, or an operator by the provider of their identity. */
public sealed interface Guest permits Session, Operator {
    /** What every form of theirs has to bring. */
    String csrfToken();

    /** Until when. */
    Instant expiresAt();

    /** Whether a form comes from one of our pages, in constant time. */
    default boolean madeForm(String token) {
        return MessageDigest.isEqual(csrfToken().getBytes(UTF_8), token.getBytes(UTF_8));
    }
}
