package io.satang.platform.card;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.key.KeyRing;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * By what a merchant recognises a card that it has seen before (reference omise-api §8.5): HMAC-SHA-256 of account and number. The account is
 * in it, so that no merchant can try numbers against the fingerprints of another.
 */
public final class Fingerprints {
    /** What its keys are for, as the JDK calls it. */
    public static final String ALGORITHM = "HmacSHA256";

    // Initialized once: a copy of it is cheaper than a new one.
    private final Mac keyed;

    /** Fingerprints under the newest of these keys. */
    public Fingerprints(KeyRing keys) {
        try {
            this.keyed = Mac.getInstance(ALGORITHM);
            keyed.init(keys.newest());
            // Takes in the key, which copies then have behind them.
            keyed.update(new byte[0]);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The fingerprint of a card within an account: 32 bytes in base64. */
    public String of(String accountId, CardNumber number) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(accountId.getBytes(UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(number.digits().getBytes(UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own " + ALGORITHM + " can be copied", e);
        }
    }
}
