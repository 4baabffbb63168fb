package io.satang.console.visit;

import java.time.Instant;
import java.util.Objects;

/**
 * A merchant who is signed in.
 *
 * @param secretKey the key that the console uses in their name; it never leaves the sealed cookie but for the API
 * @param accountId the key's account
 * @param email     the account's
 * @param country   the account's, ISO 3166-1
 * @param csrfToken what every form of theirs has to bring
 * @param expiresAt until when
 */
public record Session(
        String secretKey, String accountId, String email, String country, String csrfToken, Instant expiresAt)
        implements Guest {
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

    @Override
    public String toString() {
        return "Session[" + accountId + "]";
    }
}
