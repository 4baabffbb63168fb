package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks webhooks as a merchant should: {@code Omise-Signature} is lower-case hex HMAC-SHA256 of the timestamp, a dot and the raw body
 * under the decoded secret; while a secret is rolled there are two, separated by a comma.
 */
public final class Signature {
    /** Header with the signatures. */
    public static final String HEADER = "Omise-Signature";
    /** Header with the time of signing in Unix seconds. */
    public static final String TIMESTAMP_HEADER = "Omise-Signature-Timestamp";

    private static final String ALGORITHM = "HmacSHA256";
    /** Older than this may be a replay. */
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    private final byte[] secret;

    /**
     * @param secret the webhook secret, in base64
     * @throws IllegalArgumentException when it is not base64
     */
    public Signature(String secret) {
        this.secret = Base64.getDecoder().decode(secret);
    }

    /** What can be said of a webhook's signature. */
    public enum Verdict {
        HOLDS("signature holds"),
        MISSING("NO SIGNATURE"),
        WRONG("SIGNATURE IS WRONG"),
        TOO_OLD("SIGNATURE IS TOO OLD");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** For a person. */
        String text() {
            return text;
        }
    }

    /**
     * Judges a webhook.
     *
     * @param signatures the header {@value #HEADER}
     * @param timestamp  the header {@value #TIMESTAMP_HEADER}
     * @param body       exactly as it was received
     */
    public Verdict check(Optional<String> signatures, Optional<String> timestamp, byte[] body, Instant now) {
        if (signatures.isEmpty() || timestamp.isEmpty()) {
            return Verdict.MISSING;
        }
        byte[] expected = sign(timestamp.get(), body).getBytes(US_ASCII);
        boolean matches = Arrays.stream(signatures.get().split(",", -1))
                .anyMatch(signature -> MessageDigest.isEqual(signature.strip().getBytes(US_ASCII), expected));
        if (!matches) {
            return Verdict.WRONG;
        }
        return isFresh(timestamp.get(), now) ? Verdict.HOLDS : Verdict.TOO_OLD;
    }

    /** The signature of a body at a time in Unix seconds. */
    String sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((timestamp + ".").getBytes(US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    private static boolean isFresh(String timestamp, Instant now) {
        try {
            Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(signedAt, now).abs().compareTo(AGE_MAX) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
