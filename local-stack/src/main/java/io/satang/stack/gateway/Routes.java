package io.satang.stack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which service answers a request.
 *
 * @param routes in order; the first that covers a request decides
 */
record Routes(List<Route> routes) {
    private static final String RESOURCE = "/routes.txt";

    Routes {
        routes = List.copyOf(routes);
    }

    /** The platform's routes. */
    static Routes load() {
        try (InputStream in = Routes.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** Reads lines of host, path and service; empty lines and those that start with # say nothing. */
    static Routes parse(String text) {
        return new Routes(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Route::parse)
                .toList());
    }

    /** The service that answers; empty when nobody outside may ask. */
    Optional<String> serviceFor(String host, String path) {
        List<String> segments = RequestPath.segments(path);
        return routes.stream()
                .filter(route -> route.covers(host, segments))
                .findFirst()
                .flatMap(Route::service);
    }

    /** All services that a route leads to. */
    Set<String> services() {
        return routes.stream().flatMap(route -> route.service().stream()).collect(Collectors.toSet());
    }
}
