package io.satang.stack.gateway;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the routes.
 *
 * @param host     {@code *} for any, else what the Host header begins with, ending in {@code .*}
 * @param segments of the path that it covers with all below it; {@code {…}} stands for any one
 * @param service  who answers; empty when nobody outside may ask
 */
record Route(String host, List<String> segments, Optional<String> service) {
    private static final String ANY_HOST = "*";
    private static final String REFUSED = "-";
    private static final boolean IGNORING_CASE = true;

    Route {
        segments = List.copyOf(segments);
        Objects.requireNonNull(service, "service");
        if (!host.equals(ANY_HOST) && !host.endsWith(".*")) {
            throw new IllegalArgumentException("host of a route is neither * nor ends in .*: " + host);
        }
    }

    /** Reads a line of three columns. */
    static Route parse(String line) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length != 3) {
            throw new IllegalArgumentException("not a host, a path and a service: " + line);
        }
        if (!columns[1].startsWith("/")) {
            throw new IllegalArgumentException("path of a route does not start with /: " + columns[1]);
        }
        return new Route(
                columns[0],
                RequestPath.segments(columns[1]),
                Optional.of(columns[2]).filter(service -> !service.equals(REFUSED)));
    }

    /** The path that it covers with all below it. */
    String path() {
        return "/" + String.join("/", segments);
    }

    boolean covers(String requestHost, List<String> requestSegments) {
        return coversHost(requestHost) && coversPath(requestSegments);
    }

    private boolean coversHost(String requestHost) {
        return host.equals(ANY_HOST) || requestHost.regionMatches(IGNORING_CASE, 0, host, 0, host.length() - 1);
    }

    private boolean coversPath(List<String> requestSegments) {
        if (segments.size() > requestSegments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).startsWith("{") && !segments.get(i).equals(requestSegments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
