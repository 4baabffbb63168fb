package io.satang.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.error.ApiException;
import io.satang.platform.key.KeyHash;
import io.satang.platform.params.Params;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads {@value IdempotencyRequest#HEADER} and what it was sent with. */
@ApplicationScoped
public class IdempotencyKeys {
    private static final int KEY_CHARS_MAX = 255;
    // No API key begins like this, so that a hash of a request is never one of a key.
    private static final String PURPOSE = "idempotency\0";

    private final KeyHash keyHash;

    /** @param keyHash makes the hash useless to whoever reads the table and would guess what was sent */
    public IdempotencyKeys(KeyHash keyHash) {
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
    }

    /**
     * What the client asks.
     *
     * @param header the header's value
     * @param route  method and path
     * @param params what the request is told apart by. A route that takes what must not be kept, not even hashed, replaces it with
     *               {@link Params#with} before
     * @throws ApiException {@code bad_request} when the key is blank, too long or no ASCII: whoever sends one counts on it
     */
    public Optional<IdempotencyRequest> read(Optional<String> header, String route, Params params) {
        return header.map(value -> checked(unquoted(value)))
                .map(key -> new IdempotencyRequest(key, hash(route, params), formerHash(route, params)));
    }

    /** The same for all headers of a request: an empty one, which the framework binds like none, is among them. */
    public Optional<IdempotencyRequest> read(HttpHeaders headers, String route, Params params) {
        return read(headers.getRequestHeader(IdempotencyRequest.HEADER), route, params);
    }

    /**
     * The same for a header that was sent any number of times.
     *
     * @throws ApiException {@code bad_request} when the keys differ too
     */
    public Optional<IdempotencyRequest> read(List<String> headers, String route, Params params) {
        if (headers.stream().distinct().count() > 1) {
            throw invalid();
        }
        return read(headers.stream().findFirst(), route, params);
    }

    // The IETF draft makes the value a quoted string; most clients send it bare.
    private static String unquoted(String header) {
        boolean quoted = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > KEY_CHARS_MAX || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw invalid();
        }
        return key;
    }

    private static ApiException invalid() {
        return ApiException.badRequest("idempotency key is invalid");
    }

    private String hash(String route, Params params) {
        return keyHash.of(PURPOSE + route + '\0' + params.canonical());
    }

    private static String formerHash(String route, Params params) {
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
