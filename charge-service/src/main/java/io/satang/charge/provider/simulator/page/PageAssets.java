package io.satang.charge.provider.simulator.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style sheet and the script that every page carries, and the policy that lets nothing else run. */
final class PageAssets {
    static final String STYLE = read("/pay-page/page.css");
    static final String SCRIPT = read("/pay-page/page.js");

    /** Pages may not be framed, so that nobody can make a payer press by trick; they send nothing to anybody else, and load nothing from there. */
    static final String POLICY =
            "default-src 'none'; style-src '%s'; script-src '%s'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(hash(STYLE), hash(SCRIPT));

    private PageAssets() {}

    private static String read(String file) {
        try (InputStream stream = Objects.requireNonNull(PageAssets.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
