package io.satang.stack.gateway;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the routes.
 *
 * @param host     {@code *} for any, else what the Host header begins with, ending in {@code .*}
 * @param path     the path that it covers with all below it; {@code {…}} stands for one segment
 * @param segments what {@code path} means, since every request is compared with it
 * @param service  who answers; empty when nobody outside may ask
 */
record Route(String host, String path, List<String> segments, Optional<String> service) {
    private static final String ANY_HOST = "*";
    private static final String REFUSED = "-";
    private static final boolean IGNORING_CASE = true;

    Route {
        segments = List.copyOf(segments);
        Objects.requireNonNull(service, "service");
        if (!host.equals(ANY_HOST) && !host.endsWith(".*")) {
            throw new IllegalArgumentException("host of a route is neither * nor ends in .*: " + host);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path of a route does not start with /: " + path);
        }
    }

    /** Reads a line of three columns. */
    static Route parse(String line) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length != 3) {
            throw new IllegalArgumentException("not a host, a path and a service: " + line);
        }
        return new Route(
                columns[0],
                columns[1],
                RequestPath.segments(columns[1]),
                Optional.of(columns[2]).filter(service -> !service.equals(REFUSED)));
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
