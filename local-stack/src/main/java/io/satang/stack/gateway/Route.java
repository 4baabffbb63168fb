package io.satang.stack.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the routes.
 *
 * @param host    {@code *} for any, else what the Host header begins with, ending in {@code .*}
 * @param path    the path that it covers with all below it; {@code {…}} stands for one segment
 * @param service who answers; empty when nobody outside may ask
 */
record Route(String host, String path, Optional<String> service) {
    private static final String ANY_HOST = "*";
    private static final String REFUSED = "-";

    Route {
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
        return new Route(columns[0], columns[1], Optional.of(columns[2]).filter(service -> !service.equals(REFUSED)));
    }

    boolean covers(String requestHost, List<String> segments) {
        return coversHost(requestHost) && coversPath(segments);
    }

    private boolean coversHost(String requestHost) {
        return host.equals(ANY_HOST)
                || requestHost.toLowerCase(Locale.ROOT).startsWith(host.substring(0, host.length() - 1));
    }

    private boolean coversPath(List<String> segments) {
        List<String> own = RequestPath.segments(path);
        if (own.size() > segments.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).startsWith("{") && !own.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
