package io.satang.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files of a revision, at {@code /satang/<revision>/<name>}. The script of a revision that has been released never changes, since
 * merchants name its hash; another one gets the next number. The form that it opens may be corrected at any time.
 */
public final class BrowserFiles {
    /** The newest revision. */
    public static final int REVISION = 1;

    /** What merchants' pages load. */
    public static final String SCRIPT = "satang.js";

    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", JAVASCRIPT,
            "ts", "application/typescript; charset=utf-8");
    private static final List<String> NAMES = List.of(
            SCRIPT, "satang.d.ts", "form.html", "form.css", "dark.css", "form.js", "card.js", "methods.js", "words.js");

    private static final Map<String, BrowserFile> FILES =
            NAMES.stream().map(BrowserFiles::read).collect(Collectors.toMap(BrowserFile::name, Function.identity()));

    private BrowserFiles() {}

    /** The newest script. */
    public static BrowserFile script() {
        return file(Integer.toString(REVISION), SCRIPT).orElseThrow();
    }

    /** A file of a revision; empty when there is none of this name, or no such revision. */
    public static Optional<BrowserFile> file(String revision, String name) {
        return revision.equals(Integer.toString(REVISION)) ? Optional.ofNullable(FILES.get(name)) : Optional.empty();
    }

    private static BrowserFile read(String name) {
        String resource = "/satang/" + REVISION + "/" + name;
        try (InputStream in = BrowserFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new BrowserFile(name, mediaType(name), new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String mediaType(String name) {
        return MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), JAVASCRIPT);
    }
}
