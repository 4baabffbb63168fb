package io.satang.console.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The style sheet and the script. Their addresses change with what is in them, so browsers may keep them. */
@Singleton
class Assets {
    private static final int VERSION_DIGITS = 12;

    private final byte[] css = read("/console.css");
    private final byte[] js = read("/console.js");
    private final String styles = AssetsResource.PATH + "/console.css?v=" + version(css);
    private final String script = AssetsResource.PATH + "/console.js?v=" + version(js);

    String styles() {
        return styles;
    }

    String script() {
        return script;
    }

    byte[] css() {
        return css.clone();
    }

    byte[] js() {
        return js.clone();
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String version(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
