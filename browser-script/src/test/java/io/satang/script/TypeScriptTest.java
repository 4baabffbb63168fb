package io.satang.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.node.NodeProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the TypeScript compiler says of satang.d.ts: nothing of the guide's snippets, and of each wrong one what is wrong, on the line that
 * says so. Skipped where Node is missing or the compiler cannot be installed.
 */
class TypeScriptTest {
    private static final Path GUIDE = Path.of("../docs/browser.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(js|ts)\\n(.*?)^```$");
    private static final Pattern FAULT = Pattern.compile("(?m)^(\\S+)\\((\\d+),\\d+\\): error TS\\d+: ");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static String faults = "";

    @BeforeAll
    static void compile() throws Exception {
        NodeProject compiler = NodeProject.install("the TypeScript compiler", folder, LIMIT);
        Files.writeString(
                folder.resolve("satang.d.ts"),
                BrowserFiles.file(Integer.toString(BrowserFiles.REVISION), "satang.d.ts")
                        .orElseThrow()
                        .text());
        writeSnippets();
        faults = compiler.run("node_modules/.bin/tsc", "--project", ".", "--pretty", "false")
                .output();
    }

    @Test
    void theSnippetsOfTheGuideFitAndWrongOnesAreRefusedOnTheirLines() throws IOException {
        Set<String> found = FAULT.matcher(faults)
                .results()
                .map(fault -> fault.group(1) + ":" + fault.group(2))
                .collect(Collectors.toSet());

        assertThat(found).as(faults).isEqualTo(expected());
        assertThat(faults).contains("'name' is missing", "'defaultPayment' does not exist", "'id' does not exist");
    }

    /** Each wrong file, with the line that ends with a remark. */
    private static Set<String> expected() throws IOException {
        try (Stream<Path> files = Files.list(NodeProject.SOURCES.resolve("wrong"))) {
            return files.map(TypeScriptTest::wrongLine).collect(Collectors.toSet());
        }
    }

    private static String wrongLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int line = IntStream.range(0, lines.size())
                    .filter(at -> lines.get(at).endsWith("// wrong"))
                    .findFirst()
                    .orElseThrow();
            return "wrong/" + file.getFileName() + ":" + (line + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each one in a file of its own, named by its line in the guide. */
    private static void writeSnippets() throws IOException {
        String guide = Files.readString(GUIDE);
        List<MatchResult> snippets = SNIPPET.matcher(guide).results().toList();
        assertThat(snippets).hasSizeGreaterThan(5);
        for (MatchResult snippet : snippets) {
            long line = guide.substring(0, snippet.start(2)).lines().count() + 1;
            Files.writeString(folder.resolve("browser.md-" + line + "." + snippet.group(1)), snippet.group(2));
        }
    }
}
