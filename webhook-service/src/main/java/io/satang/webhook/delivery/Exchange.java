package io.satang.webhook.delivery;

import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * One request and its answer, on one event loop. The answer's status counts as soon as it is there; its body is read only so that the
 * connection can be used again, and not beyond the limits.
 */
final class Exchange {
    private final Vertx vertx;
    private final HttpSender.Limits limits;
    private final Clock clock;
    private final Consumer<AttemptOutcome> done;
    private Optional<HttpClientRequest> request = Optional.empty();
    private Optional<HttpClientResponse> response = Optional.empty();
    private final Buffer beginning = Buffer.buffer();
    private long timer;
    private int received;
    private boolean over;

    /** @param done is told the outcome, once */
    Exchange(Vertx vertx, HttpSender.Limits limits, Clock clock, Consumer<AttemptOutcome> done) {
        this.vertx = vertx;
        this.limits = limits;
        this.clock = clock;
        this.done = done;
    }

    /** @param ways the same request to one address after the other, until one can be connected to; at least one */
    void start(HttpClient client, List<RequestOptions> ways, Buffer body) {
        timer = vertx.setTimer(limits.time().toMillis(), id -> abandon(Cause.TIMEOUT));
        connect(client, ways, body);
    }

    private void connect(HttpClient client, List<RequestOptions> ways, Buffer body) {
        List<RequestOptions> others = ways.subList(1, ways.size());
        client.request(ways.getFirst())
                .onSuccess(connected -> send(connected, body))
                .onFailure(failure -> {
                    if (over || others.isEmpty() || causeOf(failure) == Cause.TLS) {
                        failed(failure);
                    } else {
                        connect(client, others, body);
                    }
                });
    }

    private void send(HttpClientRequest connected, Buffer body) {
        request = Optional.of(connected);
        if (over) {
            connected.reset();
            return;
        }
        connected.response().onSuccess(this::read).onFailure(this::failed);
        connected.end(body);
    }

    private void read(HttpClientResponse answering) {
        response = Optional.of(answering);
        answering.handler(this::count).exceptionHandler(this::failed).endHandler(nothing -> end(answered(answering)));
    }

    private AttemptOutcome answered(HttpClientResponse answering) {
        if (!Answered.isStatus(answering.statusCode())) {
            return new Unanswered(Cause.STATUS);
        }
        Optional<Duration> retryAfter = Optional.ofNullable(answering.getHeader(HttpHeaders.RETRY_AFTER))
                .flatMap(header -> RetryAfter.parse(header, clock.instant()));
        return new Answered(answering.statusCode(), retryAfter, AnswerText.of(beginning.getBytes()));
    }

    private void count(Buffer part) {
        int room = Math.min(part.length(), AnswerText.BYTES_MAX - beginning.length());
        if (room > 0) {
            beginning.appendBuffer(part, 0, room);
        }
        received += part.length();
        if (received > limits.responseBytes()) {
            abandon(Cause.CONNECTION);
        }
    }

    private void failed(Throwable failure) {
        abandon(causeOf(failure));
    }

    private void abandon(Cause cause) {
        if (over) {
            return;
        }
        end(response.map(this::answered).orElseGet(() -> new Unanswered(cause)));
        // Closes the connection, which must not be used again with an answer still on it.
        request.ifPresent(HttpClientRequest::reset);
    }

    private void end(AttemptOutcome outcome) {
        if (!over) {
            over = true;
            vertx.cancelTimer(timer);
            done.accept(outcome);
        }
    }

    private static Cause causeOf(Throwable failure) {
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return Cause.TLS;
        }
        return failure instanceof TimeoutException ? Cause.TIMEOUT : Cause.CONNECTION;
    }
}
