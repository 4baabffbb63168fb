package io.satang.platform.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.key.KeyRing;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals with AES-256-GCM: a random nonce each, and what it belongs to authenticated with it, so that no row can be given the secret of
 * another (NIST SP 800-38D).
 *
 * <p>Safe for use by several threads.
 */
public final class SealingCipher {
    /** What its keys are for, as the JDK calls it. */
    public static final String ALGORITHM = "AES";

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    // Finding one among the providers costs as much as sealing a card; each use starts it anew.
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(SealingCipher::found);

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    /** The newest of these keys seals, all of them open. */
    public SealingCipher(KeyRing keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /**
     * Seals something.
     *
     * @param owner names what it is and whose; whoever opens it has to say the same
     */
    public Sealed seal(byte[] plain, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.newest(), nonce, owner).doFinal(plain);
            Buffer bytes = Buffer.buffer(NONCE_BYTES + sealed.length)
                    .appendBytes(nonce)
                    .appendBytes(sealed);
            return new Sealed(keys.newestId(), bytes);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** The same for a text, as one text. */
    public String sealText(String plain, String owner) {
        return seal(plain.getBytes(UTF_8), owner).text();
    }

    /**
     * Opens what was sealed.
     *
     * @throws UnsealableException when a bit of it has changed, it is another's, or its key is not here any more
     */
    public byte[] open(Sealed sealed, String owner) throws UnsealableException {
        SecretKey key = keys.key(sealed.keyId()).orElseThrow(() -> new UnsealableException("no key " + sealed.keyId()));
        if (sealed.bytes().length() <= NONCE_BYTES) {
            throw new UnsealableException("it is too short");
        }
        byte[] nonce = sealed.bytes().getBytes(0, NONCE_BYTES);
        byte[] rest = sealed.bytes().getBytes(NONCE_BYTES, sealed.bytes().length());
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, owner).doFinal(rest);
        } catch (AEADBadTagException e) {
            throw new UnsealableException("it is not what was sealed");
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** Opens what {@link #sealText} has made. */
    public String openText(String sealed, String owner) throws UnsealableException {
        return new String(open(Sealed.parse(sealed), owner), UTF_8);
    }

    /** The id of the key that seals. */
    public String newestKeyId() {
        return keys.newestId();
    }

    /** The ids of the keys that open what was sealed before. */
    public List<String> formerKeyIds() {
        return keys.formerIds();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(UTF_8));
        return cipher;
    }

    private static Cipher found() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
    }
}
