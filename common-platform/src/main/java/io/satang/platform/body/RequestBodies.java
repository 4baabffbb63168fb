package io.satang.platform.body;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.platform.error.ApiException;
import io.satang.platform.size.ByteBudget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The bodies of requests, of any method: some clients send one with a GET (reference omise-api §3, row 9). A body is read when its request
 * has been let in, no more of it than {@link #BYTES_MAX}, in no more than a given time, and all bodies together take no more than a share
 * of the heap. What becomes of a body that is not read, see {@link UnreadBodies}.
 */
@ApplicationScoped
public class RequestBodies {
    /** Larger bodies are answered 413; no legitimate request comes near. */
    static final int BYTES_MAX = 512 * 1024;

    /** Of the heap; a body in memory is several times as large once it has been read. */
    private static final int HEAP_SHARE = 16;

    private static final String COLLECTED = RequestBodies.class.getName();

    private final Vertx vertx;
    private final Duration readingMax;
    private final ByteBudget budget;
    private final Counter shed;

    @Inject
    RequestBodies(
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "satang.http.body-timeout", defaultValue = "PT10S") Duration readingMax) {
        this(vertx, metrics, readingMax, new ByteBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    }

    RequestBodies(Vertx vertx, MeterRegistry metrics, Duration readingMax, ByteBudget budget) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.budget = Objects.requireNonNull(budget, "budget");
        this.readingMax = Objects.requireNonNull(readingMax, "readingMax");
        this.shed = Counter.builder("satang.http.bodies.shed.requests")
                .description("Requests refused because the bodies under way had used up their share of memory")
                .register(metrics);
        Gauge.builder("satang.http.bodies.bytes", budget, ByteBudget::takenBytes)
                .description("What the bodies of requests under way take")
                .register(metrics);
    }

    /** The body that was read before, here or by Quarkus at the port for management; empty when there was none. */
    public static byte[] of(RoutingContext context) {
        return buffer(context).map(Buffer::getBytes).orElse(new byte[0]);
    }

    /** The same body without a copy, not to be changed. */
    public static Optional<Buffer> buffer(RoutingContext context) {
        return Optional.<Buffer>ofNullable(context.get(COLLECTED))
                .or(() -> Optional.ofNullable(context.body().buffer()));
    }

    /**
     * Reads the request's body, for {@link #of}.
     *
     * @param bytesMax larger ones fail with 413
     * @return fails with {@link ApiException}: also 408 when the body does not arrive in time, and 503 when there is no room for it
     */
    Future<Void> read(RoutingContext context, int bytesMax) {
        BodyReading reading = new BodyReading(context.request(), budget, bytesMax);
        context.addEndHandler(end -> reading.release());
        return reading.start(vertx, readingMax)
                .<Void>map(body -> {
                    context.put(COLLECTED, body);
                    return null;
                })
                .onFailure(this::count);
    }

    private void count(Throwable failure) {
        if (failure instanceof ApiException refused && refused.error().status() == 503) {
            shed.increment();
        }
    }
}
