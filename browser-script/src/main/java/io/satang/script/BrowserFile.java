package io.satang.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A file that browsers load.
 *
 * @param name      the last part of its address
 * @param mediaType with the character set
 * @param text      its content
 */
public record BrowserFile(String name, String mediaType, String text) {

    public BrowserFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(text, "text");
    }

    /** The value of a tag's {@code integrity}, by which a browser refuses any other content (W3C Subresource Integrity). */
    public String integrity() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-384").digest(text.getBytes(UTF_8));
            return "sha384-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-384 is part of every JDK", e);
        }
    }
}
