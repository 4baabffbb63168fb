package io.satang.webhook.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;

/**
 * What proves to a merchant that a webhook came from here and when: lower-case hex HMAC-SHA256 over the timestamp, a dot and the raw body.
 * While a secret is being rotated there is one signature for each secret, comma separated (reference omise-api §15.2).
 *
 * @param timestamp Unix seconds, value of {@link #TIMESTAMP_HEADER}
 * @param value     value of {@link #HEADER}
 */
public record WebhookSignature(String timestamp, String value) {
    /** Carries the signatures. */
    public static final String HEADER = "Omise-Signature";

    /** Carries the time of signing; receivers refuse what is too old. */
    public static final String TIMESTAMP_HEADER = "Omise-Signature-Timestamp";

    private static final HexFormat HEX = HexFormat.of();

    /**
     * Signs a body.
     *
     * @param secrets every secret that still signs, the newest first; at least one
     * @param now     to the second
     * @param body    exactly the bytes that are sent
     */
    public static WebhookSignature of(List<SigningSecret> secrets, Instant now, byte[] body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("nothing to sign with");
        }
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] prefix = (timestamp + ".").getBytes(US_ASCII);
        String value =
                secrets.stream().map(secret -> sign(secret, prefix, body)).collect(Collectors.joining(","));
        return new WebhookSignature(timestamp, value);
    }

    private static String sign(SigningSecret secret, byte[] prefix, byte[] body) {
        Mac mac = secret.mac();
        mac.update(prefix);
        return HEX.formatHex(mac.doFinal(body));
    }
}
