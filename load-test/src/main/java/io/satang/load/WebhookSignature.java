package io.satang.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code Omise-Signature} as a merchant does: lower-case hex HMAC-SHA256 over timestamp, dot, raw body; several
 * signatures are separated by commas while a secret is being rotated.
 */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    WebhookSignature(String base64Secret) {
        key = new SecretKeySpec(Base64.getDecoder().decode(base64Secret), ALGORITHM);
    }

    boolean holds(String signatures, String timestamp, byte[] body) {
        byte[] expected = sign(timestamp, body);
        for (String signature : signatures.split(",", -1)) {
            if (MessageDigest.isEqual(expected, signature.strip().getBytes(UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private byte[] sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
