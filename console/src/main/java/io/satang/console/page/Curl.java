package io.satang.console.page;

import java.util.List;
import java.util.stream.Collectors;

/** Commands for a shell that ask the API, for people to copy. */
public final class Curl {
    private Curl() {}

    /**
     * A command on lines of its own.
     *
     * @param key    a key, or a variable that holds one
     * @param fields {@code name=value} each
     */
    public static String command(String url, String key, List<String> fields) {
        String data = fields.stream().map(field -> " \\\n  -d " + quoted(field)).collect(Collectors.joining());
        return "curl " + quoted(url) + " \\\n  -u " + (key.startsWith("$") ? "\"" + key + ":\"" : quoted(key + ":"))
                + data;
    }

    /** As one word, whatever is in it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
