package io.satang.account.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.script.BrowserFile;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The answers with a file: plain or compressed, or that the browser has it already. Made once. */
final class StaticAnswer {
    /**
     * The form loads its own files and asks its own origin, and runs nothing that stands in the page. Any page may hold it in a frame, which
     * is what it is for; the merchant's picture is all that comes from elsewhere.
     */
    private static final String FORM_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                    + "img-src https: data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private final BrowserFile file;
    private final byte[] plain;
    private final byte[] compressed;
    private final String tag;

    private StaticAnswer(BrowserFile file, byte[] plain, byte[] compressed) {
        this.file = file;
        this.plain = plain;
        this.compressed = compressed;
        this.tag = file.integrity().substring("sha384-".length(), "sha384-".length() + 24);
    }

    static StaticAnswer of(BrowserFile file) {
        byte[] plain = file.text().getBytes(UTF_8);
        return new StaticAnswer(file, plain, compress(plain));
    }

    Response to(Optional<String> known, Optional<String> acceptedEncodings, CacheTime time) {
        boolean compress = acceptedEncodings
                .filter(accepted -> accepted.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
        // A tag belongs to bytes, and these are others when they are compressed (RFC 9110 §8.8.3).
        String etag = '"' + tag + (compress ? "-gzip" : "") + '"';
        ResponseBuilder answer = known.filter(tags -> tags.contains(etag)).isPresent()
                ? Response.status(Status.NOT_MODIFIED)
                : content(compress);
        return answer.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, time.header())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                // Always, not only for who says an origin: caches keep one answer for all, and integrity is checked of
                // such only.
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private ResponseBuilder content(boolean compress) {
        ResponseBuilder answer =
                Response.ok(compress ? compressed : plain).header(HttpHeaders.CONTENT_TYPE, file.mediaType());
        if (compress) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (file.name().endsWith(".html")) {
            answer.header("Content-Security-Policy", FORM_POLICY).header("Referrer-Policy", "no-referrer");
        }
        return answer;
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is full", e);
        }
        return bytes.toByteArray();
    }
}
