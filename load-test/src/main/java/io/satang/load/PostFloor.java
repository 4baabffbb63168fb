package io.satang.load;

import io.satang.load.WebhookSink.Sample;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/** A bare HTTP client that posts a webhook again and again: what the machine and the receiver can do at the most. */
final class PostFloor {
    private static final int CONNECTIONS = 64;

    private final HttpClient client;
    private final RequestOptions request;
    private final Sample sample;
    private long answered;
    private boolean over;

    private PostFloor(Vertx vertx, String uri, Sample sample) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.sample = sample;
        this.request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(uri);
        sample.headers().forEach(header -> request.putHeader(header.getKey(), header.getValue()));
    }

    /**
     * Posts for that long, from an event loop of its own as webhook-service does.
     *
     * @return answers per second
     */
    static double measure(String uri, Sample sample, Duration time) {
        Vertx vertx = Vertx.vertx(Loops.ONE);
        try {
            EventLoop loop = new EventLoop(vertx);
            PostFloor floor = new PostFloor(vertx, uri, sample);
            loop.run(() -> {
                for (int connection = 0; connection < CONNECTIONS; connection++) {
                    floor.post();
                }
            });
            loop.pause(time.dividedBy(2));
            long before = loop.read(() -> floor.answered);
            long start = System.nanoTime();
            loop.pause(time);
            long answered = loop.read(() -> floor.answered) - before;
            double seconds = (System.nanoTime() - start) / 1e9;
            loop.run(() -> floor.over = true);
            return answered / seconds;
        } finally {
            vertx.close();
        }
    }

    private void post() {
        if (over) {
            return;
        }
        client.request(request)
                .compose(this::send)
                .onSuccess(status -> {
                    answered++;
                    post();
                })
                .onFailure(failure -> over = true);
    }

    private Future<Integer> send(HttpClientRequest connected) {
        return connected.send(sample.body()).compose(response -> response.end().map(nothing -> response.statusCode()));
    }
}
