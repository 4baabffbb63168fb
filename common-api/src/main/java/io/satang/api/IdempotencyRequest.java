package io.satang.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a client asks with the header {@value #HEADER}: that this request takes effect once, however often it is sent. Same key and body
 * replay the stored answer, the same key with another body is refused; keys belong to an account and are kept for 24 hours.
 *
 * @param key         the header's value, at most 255 characters
 * @param requestHash hex SHA-256 of route and parameters
 */
public record IdempotencyRequest(String key, String requestHash) {
    /** The request header. */
    public static final String HEADER = "Idempotency-Key";

    /** Set to {@code true} on an answer that was stored. */
    public static final String REPLAYED_HEADER = "Idempotent-Replayed";

    /** How long a key is remembered. */
    public static final int KEPT_HOURS = 24;

    private static final int KEY_CHARS_MAX = 255;

    /**
     * Reads the header.
     *
     * @param header its value; empty when the client sent none
     * @param route  method and path
     * @param params the request's parameters
     */
    public static Optional<IdempotencyRequest> from(Optional<String> header, String route, Params params) {
        return header.map(IdempotencyRequest::unquoted)
                .map(key -> new IdempotencyRequest(checked(key), hash(route, params)));
    }

    /** 422: the key was used with another request. */
    public ApiException usedForAnotherRequest() {
        return ApiException.of(422, "idempotency_key_mismatch", "idempotency key was used with another request");
    }

    // The IETF draft makes the value a quoted string; most clients send it bare.
    private static String unquoted(String header) {
        boolean quoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > KEY_CHARS_MAX || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw ApiException.badRequest("idempotency key is invalid");
        }
        return key;
    }

    private static String hash(String route, Params params) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(route.getBytes(UTF_8));
            digest.update((byte) 0);
            digest.update(params.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
