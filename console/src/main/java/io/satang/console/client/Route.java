package io.satang.console.client;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The path of a request.
 *
 * @param path begins with a slash, and holds nothing that an address or a visitor's input could change the meaning of
 */
public record Route(String path) {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_]{1,64}");

    /**
     * A path of these segments.
     *
     * @throws NotDoneException as of an object that is not there, when one of them is no name and no id
     */
    public static Route of(String... segments) {
        for (String segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw NotDoneException.nothingThere();
            }
        }
        return new Route("/" + String.join("/", Arrays.asList(segments)));
    }
}
