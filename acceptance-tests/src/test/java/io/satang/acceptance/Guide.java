package io.satang.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/guides}, as what it tells its reader to do. A fence of {@code sh} is run, and what follows it as {@code text} or
 * {@code json} is what it prints, with {@code …} for anything. A fence of {@code js}, {@code php} or {@code java} is the file that its first
 * line names. A fence of {@code console} is for the reader's own machine.
 *
 * @param files    what the reader saves
 * @param steps    what the reader runs, in order
 * @param sessions what is not run here
 */
record Guide(List<SavedFile> files, List<Step> steps, List<String> sessions) {
    static final Path FOLDER = Path.of("../docs/guides");

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern FILE_NAME = Pattern.compile("(?:<\\?php )?// (\\S+)");

    Guide {
        files = List.copyOf(files);
        steps = List.copyOf(steps);
        sessions = List.copyOf(sessions);
    }

    /** A file of the reader's. */
    record SavedFile(String name, String content) {}

    /**
     * Some commands.
     *
     * @param expected what they print somewhere; empty where the page does not say
     */
    record Step(String commands, Optional<String> expected) {
        /** Whether this is in what was printed, whatever stands for {@code …}. */
        boolean fits(String output) {
            String pattern = expected.orElse("")
                    .strip()
                    .lines()
                    .map(line -> line.splitWithDelimiters("…", 0))
                    .map(Step::pattern)
                    .reduce("", (before, line) -> before.isEmpty() ? line : before + "\\s*" + line);
            return Pattern.compile(pattern, Pattern.DOTALL).matcher(output).find();
        }

        private static String pattern(String[] parts) {
            StringBuilder pattern = new StringBuilder();
            for (String part : parts) {
                pattern.append(part.equals("…") ? ".*?" : Pattern.quote(part));
            }
            return pattern.toString();
        }
    }

    /** Reads a page, with what it says of addresses put as they are here. */
    static Guide read(String page, UnaryOperator<String> here) {
        List<SavedFile> files = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<String> sessions = new ArrayList<>();
        for (MatchResult fence : fences(page)) {
            String text = here.apply(fence.group(2));
            switch (fence.group(1)) {
                case "sh" -> steps.add(new Step(text, Optional.empty()));
                case "text", "json" -> steps.add(new Step(steps.removeLast().commands(), Optional.of(text)));
                case "console" -> sessions.add(text);
                default -> files.add(new SavedFile(fileName(text), text));
            }
        }
        return new Guide(files, steps, sessions);
    }

    private static List<MatchResult> fences(String page) {
        try {
            return FENCE.matcher(Files.readString(FOLDER.resolve(page)))
                    .results()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(String text) {
        return FILE_NAME
                .matcher(text)
                .results()
                .findFirst()
                .map(match -> match.group(1))
                .orElseThrow(() -> new IllegalArgumentException("a program without a name: " + text));
    }
}
