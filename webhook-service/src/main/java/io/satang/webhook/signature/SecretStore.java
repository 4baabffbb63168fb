package io.satang.webhook.signature;

import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The webhook secrets of the accounts. */
public interface SecretStore {

    /**
     * The account's secrets that have not expired, the newest first. An account that has none gets {@code ifNone}; when two replicas meet
     * it at the same moment, both are answered the same one.
     */
    Uni<List<Stored>> secrets(String accountId, String ifNone, Instant now);

    /** What an account's secret is sealed as. */
    static String owner(String accountId) {
        return "secret of account\0" + accountId;
    }

    /**
     * A secret as the table has it: sealed, which names the key with a colon, or in clear, as a release before this one wrote it.
     *
     * @throws UnsealableException when it is sealed and cannot be opened
     */
    static String open(SealingCipher cipher, String accountId, String text) throws UnsealableException {
        return text.indexOf(':') < 0 ? text : cipher.openText(text, owner(accountId));
    }

    /**
     * A secret as merchants know it.
     *
     * @param base64    what the merchant is shown
     * @param expiresAt when it stops to sign, if it was rotated out
     */
    record Stored(String base64, Optional<Instant> expiresAt) {
        public Stored {
            Objects.requireNonNull(base64, "base64");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }

        /** Without the secret, for logs. */
        @Override
        public String toString() {
            return "Stored[expiresAt=" + expiresAt + "]";
        }
    }
}
