package io.satang.platform.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How API keys are stored: they are random, so one keyed hash suffices (reference webhooks-offers-security C.1). */
@ApplicationScoped
public class KeyHash {
    private static final String ALGORITHM = "HmacSHA256";

    // Initialized once: a copy of it is three times cheaper than a new one, and every request asks for one.
    private final Mac peppered;

    /** @param pepper the platform's own secret; the same in every service */
    public KeyHash(@ConfigProperty(name = "satang.keys.pepper") String pepper) {
        try {
            this.peppered = Mac.getInstance(ALGORITHM);
            peppered.init(new SecretKeySpec(pepper.getBytes(UTF_8), ALGORITHM));
            // Takes in the pepper, which copies then have behind them.
            peppered.update(new byte[0]);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Lower-case hex of the keyed hash. */
    public String of(String key) {
        try {
            Mac mac = (Mac) peppered.clone();
            return HexFormat.of().formatHex(mac.doFinal(key.getBytes(UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own " + ALGORITHM + " can be copied", e);
        }
    }
}
