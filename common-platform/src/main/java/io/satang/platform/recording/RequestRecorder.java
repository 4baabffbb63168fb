package io.satang.platform.recording;

import io.satang.platform.authentication.ShownKey;
import io.satang.platform.body.RequestBodies;
import io.satang.platform.http.RequestId;
import io.satang.platform.recording.DroppedRequests.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Notes requests of merchants when they are answered (docs/decisions/0044-requests-through-kafka.md). Here, where payments wait, only
 * references are taken, and of no more requests than the {@link Allowance} lets; everything else is done by {@link RecordingSender}.
 */
@Singleton
class RequestRecorder {
    /** Of a body and an answer, each; of larger ones nothing is looked at. */
    static final int LOOKED_AT_MAX = 16 * 1024;

    /** The list of requests itself: whoever looks at it would see nothing else. */
    private static final String ITSELF = "/requests";

    /** What the console only looks at, likewise. */
    private static final String CONSOLE = "satang-console";

    private static final int PER_SECOND_ALTOGETHER = 200;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final boolean enabled;
    private final Allowance allowance;
    private final RecordingQueue queue;
    private final DroppedRequests dropped;
    private final Clock clock;

    RequestRecorder(
            RecordingSender sender,
            DroppedRequests dropped,
            Clock clock,
            @ConfigProperty(name = "satang.requests.recorded", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "satang.requests.per-second", defaultValue = "20") int perSecond) {
        this.queue = sender.queue();
        this.dropped = Objects.requireNonNull(dropped, "dropped");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.enabled = enabled;
        this.allowance = new Allowance(perSecond, PER_SECOND_ALTOGETHER);
    }

    @ServerResponseFilter
    void answered(ContainerResponseContext response, ResourceInfo route, RoutingContext context) {
        if (enabled) {
            ShownKey.of(context).ifPresent(key -> answered(key, response, route, context));
        }
    }

    private void answered(ShownKey key, ContainerResponseContext response, ResourceInfo route, RoutingContext context) {
        if (isOnlyLooking(context.request())) {
            return;
        }
        long now = System.nanoTime();
        if (!allowance.take(key.accountId(), Observation.failed(response.getStatus()), now)) {
            dropped.because(Reason.RATE);
        } else if (!queue.offer(observation(key, now, response, route, context))) {
            dropped.because(Reason.FULL);
        }
    }

    private static boolean isOnlyLooking(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            return false;
        }
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return path(request).startsWith(ITSELF) || (agent != null && agent.startsWith(CONSOLE));
    }

    private Observation observation(
            ShownKey key, long now, ContainerResponseContext response, ResourceInfo route, RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = RequestBodies.buffer(context).orElseGet(Buffer::buffer);
        return new Observation(
                key,
                clock.instant(),
                (now - key.atNanos()) / NANOS_PER_MILLI,
                request.method().name(),
                path(request),
                template(route),
                Optional.ofNullable(request.query()).orElse(""),
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)),
                body.length() <= LOOKED_AT_MAX ? body : Buffer.buffer(),
                body.length(),
                response.getStatus(),
                answer(response),
                Optional.ofNullable(context.response().headers().get(RequestId.HEADER)));
    }

    private static String path(HttpServerRequest request) {
        return Optional.ofNullable(request.path()).orElse("");
    }

    /** Resources answer with texts; what is none is no JSON. */
    private static String answer(ContainerResponseContext response) {
        return response.getEntity() instanceof String text && text.startsWith("{") && text.length() <= LOOKED_AT_MAX
                ? text
                : "";
    }

    private static String template(ResourceInfo route) {
        if (route.getResourceMethod() == null) {
            return "";
        }
        return Stream.of(
                        Optional.ofNullable(route.getResourceClass().getAnnotation(Path.class)),
                        Optional.ofNullable(route.getResourceMethod().getAnnotation(Path.class)))
                .flatMap(Optional::stream)
                .map(Path::value)
                .collect(Collectors.joining("/"));
    }
}
