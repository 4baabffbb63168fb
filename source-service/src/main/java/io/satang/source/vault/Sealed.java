package io.satang.source.vault;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/**
 * Something encrypted: a nonce of 12 bytes, the text, and its tag of 16 bytes.
 *
 * @param keyId which key opens it
 * @param bytes as they are stored
 */
public record Sealed(String keyId, Buffer bytes) {
    public Sealed {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(bytes, "bytes");
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
