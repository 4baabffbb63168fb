package io.satang.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BrowserFilesTest {
    private static final int KIB = 1_024;
    private static final Path RELEASED = Path.of("src/test/resources/released-scripts.csv");
    private static final Path PAGE = Path.of("../docs/browser.md");
    private static final Pattern INTEGRITY = Pattern.compile("sha384-[A-Za-z0-9+/]{64}");
    private static final Pattern WORD = Pattern.compile("(?ms)^  (\\w+): \\[(.*?)],$");
    private static final Pattern TEXT = Pattern.compile("'[^']+'|\"[^\"]+\"");

    @Test
    void theScriptIsSmall() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(BrowserFiles.script().text().getBytes(UTF_8));
        }

        assertThat(compressed.size()).isLessThan(15 * KIB);
    }

    @Test
    void scriptFormAndTypesAreOfOneRevision() {
        for (String name : List.of(BrowserFiles.SCRIPT, "form.js")) {
            assertThat(text(name)).contains("const REVISION = " + BrowserFiles.REVISION + ";");
        }
        assertThat(text("satang.d.ts")).contains("revision " + BrowserFiles.REVISION);
    }

    @Test
    void whatPayersReadIsThereInEveryLanguage() {
        List<MatchResult> words = WORD.matcher(text("words.js")).results().toList();

        assertThat(words)
                .hasSizeGreaterThan(40)
                .allSatisfy(word -> assertThat(TEXT.matcher(word.group(2)).results())
                        .as(word.group(1))
                        .hasSize(3));
    }

    @Test
    void everyWordOfTheFormIsThere() {
        Pattern uses = Pattern.compile("data-(?:word|label)=\"(\\w+)\"");

        assertThat(uses.matcher(text("form.html")).results().map(use -> use.group(1)))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(text("words.js")).contains("\n  " + word + ": ["));
    }

    @Test
    void theFormRunsUnderAStrictContentSecurityPolicy() {
        assertThat(text("form.html"))
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<style|\\sstyle=|\\son\\w+=");
        for (String name : List.of("form.js", "card.js", "methods.js", "words.js", BrowserFiles.SCRIPT)) {
            assertThat(text(name))
                    .as(name)
                    .doesNotContainPattern("innerHTML|outerHTML|\\beval\\(|document\\.write|new Function");
        }
    }

    @Test
    void thereIsNothingElse() {
        assertThat(BrowserFiles.file("1", "../form.html")).isEmpty();
        assertThat(BrowserFiles.file("2", BrowserFiles.SCRIPT)).isEmpty();
    }

    @Test
    void theGuideNamesTheHashOfTheScript() throws IOException {
        assertThat(INTEGRITY.matcher(Files.readString(PAGE)).results().map(MatchResult::group))
                .isNotEmpty()
                .containsOnly(BrowserFiles.script().integrity());
    }

    @Test
    void aReleasedScriptStaysAsItWas() throws IOException {
        List<String[]> released = Files.readAllLines(RELEASED).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",", 2))
                .toList();

        assertThat(released)
                .allSatisfy(script -> assertThat(BrowserFiles.file(script[0], BrowserFiles.SCRIPT)
                                .map(BrowserFile::integrity))
                        .contains(script[1]));
    }

    private static String text(String name) {
        return BrowserFiles.file("1", name).orElseThrow().text();
    }
}
