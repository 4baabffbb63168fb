package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Merchants' servers, on many addresses of this machine: healthy ones, one that fails, one that hangs. Lives on one event loop. */
final class WebhookSink {
    static final String ONE = "127.0.0.1";
    /** What the addresses of all begin with that never take a webhook. */
    static final String BAD = "127.2.";

    static final String FAILING = "127.2.255.1";
    static final String HANGING = "127.2.255.2";

    private static final long HIGHEST_MICROS = 600_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final int HOSTS_OF_NET = 250;
    private static final int FAILURE = 500;

    private final int port;
    private final Histogram times = new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS);
    private Optional<Sample> sample = Optional.empty();
    private String step = "";
    private long received;
    private long first;
    private long last;

    private WebhookSink(int port) {
        this.port = port;
    }

    /** A webhook as it came. */
    record Sample(MultiMap headers, Buffer body) {}

    /** What came in a step: how much, and the nanoseconds between the first and the last of it. */
    record Taken(long count, long nanos) {
        double perSecond() {
            return (count - 1) * 1e9 / Math.max(1, nanos);
        }
    }

    /** Listens on one port of all those addresses, none of which anybody else reaches. */
    static Future<WebhookSink> start(Vertx vertx, int endpoints) {
        List<Future<?>> listening = new ArrayList<>();
        return vertx.createHttpServer(new HttpServerOptions().setHost(ONE).setPort(0))
                .requestHandler(request -> request.response().end())
                .listen()
                .compose(free -> {
                    int port = free.actualPort();
                    return free.close().map(port);
                })
                .compose(port -> {
                    WebhookSink sink = new WebhookSink(port);
                    listening.add(sink.listen(vertx, ONE, sink::take));
                    listening.add(sink.listen(vertx, FAILING, WebhookSink::fail));
                    listening.add(sink.listen(vertx, HANGING, request -> {}));
                    for (int number = 0; number < endpoints; number++) {
                        listening.add(sink.listen(vertx, host(number), sink::take));
                    }
                    return Future.all(listening).map(sink);
                });
    }

    /** The address of a healthy endpoint. */
    static String host(int number) {
        return address(1, number);
    }

    /** An address where nobody listens. */
    static String dead(int number) {
        return address(2, number);
    }

    String uri(String host) {
        return "http://" + host + ":" + port + "/webhooks";
    }

    /** From now on only what belongs to this step is counted. */
    void begin(String next) {
        step = next;
        received = 0;
        times.reset();
    }

    long received() {
        return received;
    }

    Taken taken() {
        return new Taken(received, last - first);
    }

    Percentiles times() {
        return Latencies.percentiles(times);
    }

    /** One that has come at any time. */
    Optional<Sample> sample() {
        return sample;
    }

    private static String address(int net, int number) {
        return "127." + net + "." + number / HOSTS_OF_NET + "." + (1 + number % HOSTS_OF_NET);
    }

    private Future<?> listen(Vertx vertx, String host, Consumer<HttpServerRequest> handler) {
        return vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
                .requestHandler(handler::accept)
                .listen();
    }

    private static void fail(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> request.response().setStatusCode(FAILURE).end());
    }

    private void take(HttpServerRequest request) {
        long arrived = System.nanoTime();
        request.body().onSuccess(body -> {
            request.response().end();
            if (sample.isEmpty()) {
                sample = Optional.of(new Sample(request.headers(), body));
            }
            count(TopLevel.of(body.getBytes()), arrived);
        });
    }

    private void count(TopLevel event, long arrived) {
        if (!event.text("data." + WebhookEvents.STEP).equals(Optional.of(step))) {
            return;
        }
        event.text("data." + WebhookEvents.MADE)
                .map(Long::valueOf)
                .ifPresent(made -> times.recordValue(Math.clamp((arrived - made) / 1000, 0, HIGHEST_MICROS)));
        first = received == 0 ? arrived : first;
        last = arrived;
        received++;
    }
}
