package io.satang.webhook.signature;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook secret that signatures are made with. Its {@code toString} does not show it, so that it never reaches a log.
 *
 * <p>Safe for use by several threads.
 */
public final class SigningSecret {
    private static final String ALGORITHM = "HmacSHA256";

    // Keying a MAC costs two hash blocks, so it is done once; each signature works on a clone.
    private final Mac keyed;
    private final Optional<Instant> expiresAt;

    private SigningSecret(Mac keyed, Optional<Instant> expiresAt) {
        this.keyed = keyed;
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /**
     * A secret as merchants know it.
     *
     * @param base64    the secret's base64 text; the key is what it decodes to
     * @param expiresAt when it stops to sign, if it was rotated out
     * @throws IllegalArgumentException when the text is not base64, or empty
     */
    public static SigningSecret of(String base64, Optional<Instant> expiresAt) {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length == 0) {
            throw new IllegalArgumentException("a webhook secret is empty");
        }
        try {
            Mac keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
            return new SigningSecret(keyed, expiresAt);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }

    /** Whether it still signs. */
    public boolean signsAt(Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    @Override
    public String toString() {
        return "SigningSecret[expiresAt=" + expiresAt + "]";
    }

    /** A MAC under this secret that has seen no input yet; the caller's own. */
    Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be cloned", e);
        }
    }
}
