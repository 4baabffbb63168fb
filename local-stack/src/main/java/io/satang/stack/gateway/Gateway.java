package io.satang.stack.gateway;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A reverse proxy on one port of 127.0.0.1. */
public final class Gateway implements AutoCloseable {
    private static final int EVENT_LOOPS_MAX = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx;

    private Gateway(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Listens from now on; a service that is not there yet is answered for with 503.
     *
     * @param host      whose address clients connect to; {@code 0.0.0.0} for all of this machine's
     * @param port      where clients connect
     * @param upstreams where the services are at any moment
     * @throws IllegalStateException when the port is taken
     */
    public static Gateway start(String host, int port, Upstreams upstreams) {
        int eventLoops = Math.min(EVENT_LOOPS_MAX, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(1));
        Routes routes = Routes.load();
        try {
            await(vertx.deployVerticle(
                    () -> new GatewayVerticle(host, port, routes, upstreams),
                    new DeploymentOptions().setInstances(eventLoops)));
            return new Gateway(vertx);
        } catch (IllegalStateException e) {
            await(vertx.close());
            throw new IllegalStateException("cannot listen on port " + port + " of " + host + ": " + e.getMessage(), e);
        }
    }

    /** Takes no more requests and drops those in flight. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no end after " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
