package io.satang.source.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.card.CardNumber;
import io.satang.platform.card.SecurityCode;
import io.satang.platform.json.StoredJson;
import io.satang.platform.key.KeyRing;
import io.satang.platform.sealing.Sealed;
import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;
import java.util.List;
import java.util.Optional;

/** Seals what a provider needs of a card, and its security code apart from it: the ids of token and card are authenticated with it. */
public final class CardCipher {
    private static final String MATERIAL = "material";
    private static final String SECURITY_CODE = "security code";

    private final SealingCipher cipher;

    /** The text that is sealed. */
    private record Text(String number, Optional<String> email, Optional<String> country) {}

    CardCipher(KeyRing keys) {
        this.cipher = new SealingCipher(keys);
    }

    /** Seals what a provider needs. */
    public Sealed seal(CardMaterial material, CardIdentity owner) {
        Text text = new Text(material.number().digits(), material.email(), material.country());
        return cipher.seal(StoredJson.write(text).getBytes(UTF_8), of(MATERIAL, owner));
    }

    /** Seals a security code. */
    public Sealed seal(SecurityCode code, CardIdentity owner) {
        return cipher.seal(code.digits().getBytes(UTF_8), of(SECURITY_CODE, owner));
    }

    /**
     * Opens what a provider needs.
     *
     * @throws UnreadableCardException when a bit of it has changed, it is another card's, or its key is not here any more
     */
    public CardMaterial open(Sealed sealed, CardIdentity owner) throws UnreadableCardException {
        try {
            String opened = new String(cipher.open(sealed, of(MATERIAL, owner)), UTF_8);
            Text text = StoredJson.read(opened, Text.class, "a card");
            return new CardMaterial(new CardNumber(text.number()), text.email(), text.country());
        } catch (UnsealableException e) {
            throw new UnreadableCardException(owner.cardId(), e);
        }
    }

    /** The id of the key that seals. */
    String newestKeyId() {
        return cipher.newestKeyId();
    }

    /** The ids of the keys that open what was sealed before. */
    List<String> formerKeyIds() {
        return cipher.formerKeyIds();
    }

    private static String of(String purpose, CardIdentity owner) {
        return purpose + '\0' + owner.tokenId() + '\0' + owner.cardId();
    }
}
