package io.satang.stack.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.stack.run.StackException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
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

    /** The same of Standard Webhooks: the message's id, … */
    public static final String STANDARD_ID_HEADER = "webhook-id";
    /** … the time of signing in Unix seconds, … */
    public static final String STANDARD_TIMESTAMP_HEADER = "webhook-timestamp";
    /** … and the signatures, each {@code v1,} and base64, separated by spaces. */
    public static final String STANDARD_HEADER = "webhook-signature";

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    /** Older than this may be a replay. */
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    private final byte[] secret;

    /**
     * @param secret the webhook secret, in base64
     * @throws IllegalArgumentException when it is not base64, or empty
     */
    public Signature(String secret) {
        this.secret = Base64.getDecoder().decode(secret);
        if (this.secret.length == 0) {
            throw new IllegalArgumentException("it is empty");
        }
    }

    /**
     * Of a secret as a person gives it, with or without {@code whsec_}.
     *
     * @throws StackException when it is not base64
     */
    public static Signature ofOption(String secret) {
        String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            return new Signature(base64);
        } catch (IllegalArgumentException e) {
            throw new StackException("--secret is no base64: " + e.getMessage(), e);
        }
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

        /** For a program. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** For a person. */
        public String text() {
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
    public String sign(String timestamp, byte[] body) {
        return HexFormat.of().formatHex(mac(timestamp + ".", body));
    }

    /** The same as Standard Webhooks has it, with the id of the message. */
    public String signStandard(String id, String timestamp, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(mac(id + "." + timestamp + ".", body));
    }

    private byte[] mac(String prefix, byte[] body) {
        return mac(secret, prefix, body);
    }

    /** HMAC-SHA256 of a text and a body. */
    static byte[] mac(byte[] key, String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(prefix.getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    /** Whether a timestamp is close enough to be no replay. */
    static boolean isFresh(String timestamp, Instant now) {
        try {
            Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(signedAt, now).abs().compareTo(AGE_MAX) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
