package io.satang.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path GUIDE = Path.of("../docs/browser.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(js|ts)\\n(.*?)^```$");
    private static final Pattern FAULT = Pattern.compile("(?m)^(\\S+)\\((\\d+),\\d+\\): error TS\\d+: ");
    private static final int LIMIT_SECONDS = 120;

    @TempDir
    private static Path folder;

    private static String faults = "";

    private record Outcome(int status, String output) {}

    @BeforeAll
    static void compile() throws Exception {
        assumeTrue(
                Stream.of("node", "npm").allMatch(TypeScriptTest::isInstalled),
                "node or npm is missing: the TypeScript compiler is skipped");
        copySources();
        Outcome installation = run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        assumeTrue(
                installation.status() == 0,
                () -> "npm cannot install the TypeScript compiler: it is skipped\n" + installation.output());
        Files.writeString(
                folder.resolve("satang.d.ts"),
                BrowserFiles.file(Integer.toString(BrowserFiles.REVISION), "satang.d.ts")
                        .orElseThrow()
                        .text());
        writeSnippets();
        faults = run("node_modules/.bin/tsc", "--project", ".", "--pretty", "false")
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
        try (Stream<Path> files = Files.list(SOURCES.resolve("wrong"))) {
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

    private static void copySources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
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

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Outcome(-1, "no end after " + LIMIT_SECONDS + " s\n" + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
