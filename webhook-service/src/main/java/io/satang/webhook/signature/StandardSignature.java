package io.satang.webhook.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;

/**
 * The same proof as {@link WebhookSignature}, as Standard Webhooks 1.0.0 has it, so that its libraries verify our webhooks: base64 of
 * HMAC-SHA256 over the message's id, a dot, the timestamp, a dot and the raw body, under the same secrets. While a secret is being rotated
 * there is one signature for each secret, separated by spaces.
 *
 * @param id        names the message, the same at every attempt; value of {@link #ID_HEADER}
 * @param timestamp Unix seconds; value of {@link #TIMESTAMP_HEADER}
 * @param value     value of {@link #HEADER}
 */
public record StandardSignature(String id, String timestamp, String value) {
    /** Carries the signatures. */
    public static final String HEADER = "webhook-signature";

    /** Carries what receivers tell repetitions by. */
    public static final String ID_HEADER = "webhook-id";

    /** Carries the time of signing; receivers refuse what is too old. */
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";

    /** What merchants see before the base64 text of a secret, by which the libraries know it. */
    public static final String SECRET_PREFIX = "whsec_";

    private static final String SCHEME = "v1,";
    private static final String ASYMMETRIC_SCHEME = "v1a,";

    /**
     * Signs a message.
     *
     * @param secrets every secret that still signs, the newest first; at least one
     * @param keys    every Ed25519 key that signs beside them (v1a); each takes about a millisecond
     * @param id      without a dot
     * @param now     to the second
     * @param body    exactly the bytes that are sent
     */
    public static StandardSignature of(
            List<SigningSecret> secrets, List<SigningKey> keys, String id, Instant now, byte[] body) {
        if (secrets.isEmpty() || id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("nothing to sign with, or an id that is none");
        }
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] prefix = (id + "." + timestamp + ".").getBytes(US_ASCII);
        String value = Stream.concat(
                        secrets.stream().map(secret -> sign(secret, prefix, body)),
                        keys.stream().map(key -> ASYMMETRIC_SCHEME + key.sign(prefix, body)))
                .collect(Collectors.joining(" "));
        return new StandardSignature(id, timestamp, value);
    }

    private static String sign(SigningSecret secret, byte[] prefix, byte[] body) {
        Mac mac = secret.mac();
        mac.update(prefix);
        return SCHEME + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
