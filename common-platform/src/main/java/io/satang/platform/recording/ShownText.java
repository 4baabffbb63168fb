package io.satang.platform.recording;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Paths and messages, which are ours but for what the sender has put into them. */
final class ShownText {
    /** Stands for what is not shown. */
    static final String REDACTED = "[redacted]";

    private static final int CHARS_MAX = 256;
    private static final Pattern PERSONAL = Pattern.compile("\\S*@\\S*");

    private ShownText() {}

    /**
     * A path of which the words of its route and ids are left.
     *
     * @param route the template that it fits, such as {@code /charges/{id}}
     */
    static String path(String path, String route) {
        Set<String> words = Set.copyOf(Arrays.asList(route.split("/", -1)));
        return Arrays.stream(path.split("/", -1))
                .map(part -> part.isEmpty() || words.contains(part) || IdText.is(part) ? part : REDACTED)
                .collect(Collectors.joining("/"));
    }

    /** The message of an error of ours: it names parameters and ids, which the sender may have chosen freely. */
    static String message(String message) {
        if (CardDigits.mayBeIn(message)) {
            return REDACTED;
        }
        String shown = PERSONAL.matcher(message).replaceAll(REDACTED);
        return shown.length() <= CHARS_MAX ? shown : shown.substring(0, CHARS_MAX);
    }
}
