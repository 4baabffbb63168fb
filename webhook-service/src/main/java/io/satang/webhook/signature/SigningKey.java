package io.satang.webhook.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A private Ed25519 key that signatures are made with, each of which takes about a millisecond of a core. Its {@code toString} does not show it.
 *
 * <p>Safe for use by several threads.
 */
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    private final PrivateKey key;
    private final Optional<Instant> expiresAt;

    private SigningKey(PrivateKey key, Optional<Instant> expiresAt) {
        this.key = key;
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /**
     * A new pair of keys, both as base64.
     *
     * @param privateKey 32 bytes, which nobody else may see
     * @param publicKey  32 bytes, for everybody
     */
    public record Pair(String privateKey, String publicKey) {
        public Pair {
            Objects.requireNonNull(privateKey, "privateKey");
            Objects.requireNonNull(publicKey, "publicKey");
        }

        /** A random one. */
        public static Pair random() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
                byte[] encoded = pair.getPublic().getEncoded();
                // What stands before it names the algorithm (RFC 8410).
                byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
                Base64.Encoder base64 = Base64.getEncoder();
                return new Pair(base64.encodeToString(seed), base64.encodeToString(point));
            } catch (GeneralSecurityException e) {
                throw unavailable(e);
            }
        }

        @Override
        public String toString() {
            return "Pair[publicKey=" + publicKey + "]";
        }
    }

    /**
     * A key as it is kept.
     *
     * @param base64    its 32 bytes; what stands behind them is left out, as in {@code whsk_} keys, which end with the public one
     * @param expiresAt when it stops to sign, if it was rolled
     */
    public static SigningKey of(String base64, Optional<Instant> expiresAt) {
        byte[] seed = Arrays.copyOf(Base64.getDecoder().decode(base64), KEY_BYTES);
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            return new SigningKey(key, expiresAt);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** Whether it still signs. */
    public boolean signsAt(Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    @Override
    public String toString() {
        return "SigningKey[expiresAt=" + expiresAt + "]";
    }

    /** The base64 text of its signature over all of this. */
    String sign(byte[] prefix, byte[] body) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(prefix);
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform since 15 has " + ALGORITHM, e);
    }
}
