package io.satang.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The main thread's way to the only event loop: what it runs there, reads there and waits for. */
final class EventLoop {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Vertx vertx;
    private final Context context;

    EventLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Waits for what the event loop does; never called on it. */
    <T> T await(Future<T> future) {
        return await(future, LIMIT);
    }

    /** Reads what belongs to the event loop. */
    <T> T read(Callable<T> read) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(now -> {
            try {
                promise.complete(read.call());
            } catch (Exception e) {
                promise.fail(e);
            }
        });
        return await(promise.future());
    }

    void run(Runnable action) {
        read(() -> {
            action.run();
            return true;
        });
    }

    void pause(Duration duration) {
        await(vertx.timer(Math.max(1, duration.toMillis())), duration.plus(LIMIT));
    }

    /** Whether the condition, asked on the calling thread, held within the limit. */
    boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    <T> T await(Future<T> future, Duration limit) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + limit.toSeconds() + " s", e);
        }
    }
}
