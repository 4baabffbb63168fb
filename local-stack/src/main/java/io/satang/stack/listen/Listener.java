package io.satang.stack.listen;

import io.satang.stack.api.Api;
import io.satang.stack.api.RefusedException;
import io.satang.stack.api.UnreachableException;
import io.satang.stack.run.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Has an endpoint for as long as it runs: finds out where the platform reaches it, and renews its lease through restarts of the platform. */
final class Listener {
    /** A sixth of the lease: one that is lost does no harm. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    private static final Duration BEAT_WHILE_GONE = Duration.ofSeconds(1);
    /** Within it every replica of the platform knows of a new endpoint (docs/webhooks.md). */
    private static final Duration KNOWN_AFTER = Duration.ofSeconds(1);

    private final Api api;
    private final Reception reception;
    private final LeasedEndpoint.Wanted wanted;
    private final Consumer<String> say;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Optional<LeasedEndpoint> endpoint = Optional.empty();
    private boolean gone;

    /** @param say told what becomes of the platform, a line at a time */
    Listener(Api api, Reception reception, LeasedEndpoint.Wanted wanted, Consumer<String> say) {
        this.api = Objects.requireNonNull(api, "api");
        this.reception = Objects.requireNonNull(reception, "reception");
        this.wanted = Objects.requireNonNull(wanted, "wanted");
        this.say = Objects.requireNonNull(say, "say");
    }

    /**
     * Returns once it is ended.
     *
     * @param addresses where the platform may reach it
     * @throws StackException when it reaches it nowhere, or is not there
     */
    void run(List<String> addresses) throws InterruptedException {
        long begin = System.nanoTime();
        reception.prove();
        LeasedEndpoint made = open(addresses.getFirst());
        String address = new Proof(made, reception).find(addresses);
        end.await(KNOWN_AFTER.toNanos() - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
        reception.proved();
        say.accept("listening at " + address + ", Ctrl-C ends");
        while (!end.await((gone ? BEAT_WHILE_GONE : BEAT).toMillis(), TimeUnit.MILLISECONDS)) {
            beat(address);
        }
    }

    /** Takes the endpoint back. */
    void end() {
        end.countDown();
        endpoint.ifPresent(LeasedEndpoint::close);
    }

    private LeasedEndpoint open(String address) {
        LeasedEndpoint made = LeasedEndpoint.open(api, address, wanted);
        endpoint = Optional.of(made);
        if (end.getCount() == 0) {
            made.close();
        }
        return made;
    }

    private void beat(String address) {
        try {
            renew(address);
            if (gone) {
                gone = false;
                say.accept("back");
            }
        } catch (UnreachableException e) {
            if (!gone) {
                gone = true;
                say.accept("the platform has gone; waiting");
            }
        }
    }

    private void renew(String address) {
        try {
            endpoint.ifPresent(LeasedEndpoint::renew);
        } catch (RefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            // Its lease has lapsed while the platform, or this machine, was asleep; or somebody has deleted it.
            open(address);
            if (!gone) {
                say.accept("the endpoint was gone; there is another one now");
            }
        }
    }
}
