package io.satang.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The snippets of {@code docs/browser.md}, word by word but for the platform's address. */
final class BrowserGuide {
    private static final Path PAGE = Path.of("../docs/browser.md");
    private static final String ADDRESS = "https://satang.example";
    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern SNIPPET = Pattern.compile("(?s)```(html|js)\\n(.*?)```");

    private final URI platform;

    BrowserGuide(Platform platform) {
        this.platform = platform.baseUrl();
    }

    /** The snippets of one language in the section that begins with these words, in order. */
    List<String> snippets(String section, String language) {
        return SNIPPET.matcher(section(section))
                .results()
                .filter(snippet -> snippet.group(1).equals(language))
                .map((MatchResult snippet) -> snippet.group(2).replace(ADDRESS, platform.toString()))
                .toList();
    }

    private static String section(String beginning) {
        try {
            return SECTION.splitAsStream(Files.readString(PAGE))
                    .filter(section -> section.startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
