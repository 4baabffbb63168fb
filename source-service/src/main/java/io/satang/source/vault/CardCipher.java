package io.satang.source.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.card.CardNumber;
import io.satang.platform.card.SecurityCode;
import io.satang.platform.json.StoredJson;
import io.satang.platform.key.KeyRing;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals what a provider needs of a card, and its security code apart from it, with AES-256-GCM: a random nonce each, and the ids of token and
 * card authenticated with it (NIST SP 800-38D).
 */
public final class CardCipher {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MATERIAL = "material";
    private static final String SECURITY_CODE = "security code";

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    /** The text that is sealed. */
    private record Text(String number, Optional<String> email, Optional<String> country) {}

    CardCipher(KeyRing keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** Seals what a provider needs. */
    public Sealed seal(CardMaterial material, CardIdentity owner) {
        Text text = new Text(material.number().digits(), material.email(), material.country());
        return seal(StoredJson.write(text).getBytes(UTF_8), MATERIAL, owner);
    }

    /** Seals a security code. */
    public Sealed seal(SecurityCode code, CardIdentity owner) {
        return seal(code.digits().getBytes(UTF_8), SECURITY_CODE, owner);
    }

    /**
     * Opens what a provider needs.
     *
     * @throws UnreadableCardException when a bit of it has changed, it is another card's, or its key is not here any more
     */
    public CardMaterial open(Sealed sealed, CardIdentity owner) throws UnreadableCardException {
        SecretKey key = keys.key(sealed.keyId())
                .orElseThrow(() -> new UnreadableCardException(owner.cardId(), "no key " + sealed.keyId()));
        if (sealed.bytes().length() <= NONCE_BYTES) {
            throw new UnreadableCardException(owner.cardId(), "it is too short");
        }
        byte[] nonce = sealed.bytes().getBytes(0, NONCE_BYTES);
        byte[] rest = sealed.bytes().getBytes(NONCE_BYTES, sealed.bytes().length());
        try {
            byte[] opened =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, MATERIAL, owner).doFinal(rest);
            Text text = StoredJson.read(new String(opened, UTF_8), Text.class, "a card");
            return new CardMaterial(new CardNumber(text.number()), text.email(), text.country());
        } catch (AEADBadTagException e) {
            throw new UnreadableCardException(owner.cardId(), "it is not what was sealed");
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** The id of the key that seals. */
    String newestKeyId() {
        return keys.newestId();
    }

    /** The ids of the keys that open what was sealed before. */
    List<String> formerKeyIds() {
        return keys.formerIds();
    }

    private Sealed seal(byte[] text, String purpose, CardIdentity owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.newest(), nonce, purpose, owner)
                    .doFinal(text);
            return new Sealed(
                    keys.newestId(),
                    Buffer.buffer(NONCE_BYTES + sealed.length)
                            .appendBytes(nonce)
                            .appendBytes(sealed));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String purpose, CardIdentity owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((purpose + '\0' + owner.tokenId() + '\0' + owner.cardId()).getBytes(UTF_8));
        return cipher;
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
}
