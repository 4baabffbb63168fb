package io.satang.webhook.signature;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** Makes the secret of an account that has none: 32 random bytes. */
public final class SecretGenerator {
    private static final int BYTES = 32;
    private static final String TEST_ACCOUNT = "account_test_";

    private final SecureRandom random = new SecureRandom();
    private final Optional<String> ofTestAccounts;

    /** @param ofTestAccounts what test accounts get instead, so that a local stack's receivers need not ask for it */
    public SecretGenerator(Optional<String> ofTestAccounts) {
        this.ofTestAccounts = Objects.requireNonNull(ofTestAccounts, "ofTestAccounts");
    }

    /** The base64 text of a secret for this account. */
    String secretFor(String accountId) {
        return ofTestAccounts
                .filter(fixed -> accountId.startsWith(TEST_ACCOUNT))
                .orElseGet(this::random);
    }

    /** The base64 text of a random secret. */
    public String random() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
