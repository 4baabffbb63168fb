package io.satang.platform.sealing;

import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Objects;

/**
 * Something encrypted: a nonce of 12 bytes, the text, and its tag of 16 bytes.
 *
 * @param keyId which key opens it
 * @param bytes as they are stored
 */
public record Sealed(String keyId, Buffer bytes) {
    private static final char SEPARATOR = ':';

    public Sealed {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(bytes, "bytes");
    }

    /** What {@link #text} has written. */
    static Sealed parse(String text) throws UnsealableException {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new UnsealableException("it names no key");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(separator + 1));
            return new Sealed(text.substring(0, separator), Buffer.buffer(bytes));
        } catch (IllegalArgumentException e) {
            throw new UnsealableException("it is not base64");
        }
    }

    /** Key and bytes as one text, for columns that hold both. */
    public String text() {
        return keyId + SEPARATOR + Base64.getEncoder().encodeToString(bytes.getBytes());
    }

    /** How many bytes of memory it holds, at the most. */
    public long size() {
        return 64L + bytes.length();
    }

    @Override
    public String toString() {
        return "sealed with " + keyId;
    }
}
