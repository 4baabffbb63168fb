package io.satang.stack.listen;

import io.satang.stack.run.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out by test events at which address the platform reaches a listener. */
final class Proof {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final LeasedEndpoint endpoint;
    private final Reception reception;

    Proof(LeasedEndpoint endpoint, Reception reception) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.reception = Objects.requireNonNull(reception, "reception");
    }

    /**
     * The first of these at which it is reached.
     *
     * @param addresses where the endpoint may be; it is at the first of them
     * @throws StackException when it is reached at none; says what became of each
     */
    String find(List<String> addresses) throws InterruptedException {
        StringBuilder tried = new StringBuilder();
        String current = addresses.getFirst();
        for (String address : addresses) {
            if (!address.equals(current)) {
                endpoint.move(address);
                current = address;
            }
            Optional<String> failure = failure();
            if (failure.isEmpty()) {
                return address;
            }
            tried.append("\n  ").append(address).append("  ").append(failure.get());
        }
        throw new StackException("the platform cannot reach this listener:" + tried + """

                If it runs in containers: listen --host 0.0.0.0
                If it runs elsewhere: listen --host 0.0.0.0 --advertise URL, an address that leads here from there""");
    }

    private Optional<String> failure() throws InterruptedException {
        String event = endpoint.ping();
        CompletableFuture<Void> arrival = reception.arrival(event);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (isDone(arrival)) {
                return Optional.empty();
            }
            Optional<String> failure = endpoint.failure(event);
            if (failure.isPresent() && !arrival.isDone()) {
                return failure;
            }
        }
        return Optional.of("no test event within " + PATIENCE.toSeconds() + " s");
    }

    private static boolean isDone(CompletableFuture<Void> arrival) throws InterruptedException {
        try {
            arrival.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails here", e);
        }
    }
}
