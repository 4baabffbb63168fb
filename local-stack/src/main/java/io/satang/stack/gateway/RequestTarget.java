package io.satang.stack.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * What a request line asks for. Only what everybody reads in the same way is passed on: a gateway that takes {@code /events#/../q/metrics}
 * for an event and a service that takes it for metrics would together open what is closed. nginx refuses the same ({@code targets.txt}).
 */
final class RequestTarget {
    /** Parameters and fragments, empty segments, backslashes; and encoded, what has a meaning of its own in a path, or none. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|[;\\\\#]|%(?:2[eEfF]|5[cC]|3[bB]|2[35]|[01]\\p{XDigit}|7[fF])|/\\.{1,2}(?:/|$)");

    private RequestTarget() {}

    static boolean isPlain(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.startsWith("/") && !AMBIGUOUS.matcher(path).find() && target.indexOf('#') < 0 && isUri(target);
    }

    /** Quarkus refuses an address such as {@code /charges/%} too, but without an error object. */
    private static boolean isUri(String target) {
        try {
            return new URI(target).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
