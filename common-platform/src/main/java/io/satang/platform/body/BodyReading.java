package io.satang.platform.body;

import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.size.ByteBudget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;

/** One body on its way into memory. Used on the request's event loop only. */
final class BodyReading {
    private static final ApiError TOO_SLOW =
            new ApiError(408, "bad_request", "the request body did not arrive in time");

    private final HttpServerRequest request;
    private final ByteBudget budget;
    private final int bytesMax;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> read = Promise.promise();
    private long taken;

    BodyReading(HttpServerRequest request, ByteBudget budget, int bytesMax) {
        this.request = Objects.requireNonNull(request, "request");
        this.budget = Objects.requireNonNull(budget, "budget");
        this.bytesMax = bytesMax;
    }

    /** Whether the request says that it has a body. */
    static boolean announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /** Reads it; fails with an {@link ApiException} when it is too large, too slow or has no room. */
    Future<Buffer> start(Vertx vertx, Duration readingMax) {
        request.handler(this::append);
        request.endHandler(end -> read.tryComplete(body));
        request.exceptionHandler(broken -> {
            // The client has gone, and nothing tells of the end of an answer that cannot be sent.
            release();
            read.tryFail(new ApiException(Failures.MALFORMED));
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        // Quarkus pauses every request until something reads it, and does not take this for reading.
        request.resume();
        if (!read.future().isComplete() && announced(request)) {
            long timer = vertx.setTimer(readingMax.toMillis(), late -> read.tryFail(new ApiException(TOO_SLOW)));
            read.future().onComplete(done -> vertx.cancelTimer(timer));
        }
        return read.future();
    }

    /** Gives the memory back. */
    void release() {
        budget.giveBack(taken);
        taken = 0;
    }

    private void append(Buffer chunk) {
        if (read.future().isComplete()) {
            return;
        }
        if (taken + chunk.length() > bytesMax) {
            read.fail(new ApiException(Failures.TOO_LARGE));
        } else if (!budget.tryTake(chunk.length())) {
            read.fail(new ApiException(Failures.UNAVAILABLE));
        } else {
            taken += chunk.length();
            body.appendBuffer(chunk);
        }
    }
}
