package io.satang.console.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;

/**
 * Whoever is signed in.
 *
 * @param secretKey the key that the console uses in their name; it never leaves the sealed cookie but for the API
 * @param accountId the key's account
 * @param email     the account's
 * @param country   the account's, ISO 3166-1
 * @param csrfToken what every form of theirs has to bring
 * @param expiresAt until when
 */
public record Session(
        String secretKey, String accountId, String email, String country, String csrfToken, Instant expiresAt) {
    private static final String TEST_PREFIX = "skey_test_";

    public Session {
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** The same session with another key of the account. */
    public Session withKey(String successor) {
        return new Session(successor, accountId, email, country, csrfToken, expiresAt);
    }

    /** Whether no real money is concerned. */
    public boolean testMode() {
        return secretKey.startsWith(TEST_PREFIX);
    }

    /** Whether a form comes from one of our pages, in constant time. */
    boolean madeForm(String token) {
        return MessageDigest.isEqual(csrfToken.getBytes(UTF_8), token.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Session[" + accountId + "]";
    }
}
