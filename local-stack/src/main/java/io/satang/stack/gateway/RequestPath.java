package io.satang.stack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments that a path means, as the services will read it: decoded, without empty ones, {@code .} and {@code ..}. Routes are chosen by
 * them, so that no other spelling of a closed path gets past the gateway.
 */
final class RequestPath {

    private RequestPath() {}

    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String encoded : path.split("/", -1)) {
            String segment = decode(encoded);
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.removeLast();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            // In a path, unlike in a form, a plus stands for itself.
            return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
