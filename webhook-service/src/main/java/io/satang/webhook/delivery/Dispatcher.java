package io.satang.webhook.delivery;

import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import io.satang.webhook.delivery.Destination.Behind;
import io.satang.webhook.delivery.Destination.Failing;
import io.satang.webhook.delivery.Destination.Gone;
import io.satang.webhook.delivery.Destination.Held;
import io.satang.webhook.delivery.Destination.Later;
import io.satang.webhook.delivery.Destination.Nowhere;
import io.satang.webhook.delivery.Destination.Silent;
import io.satang.webhook.delivery.Destination.To;
import io.satang.webhook.delivery.Postponement.Until;
import io.satang.webhook.endpoint.Endpoint;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Delivers what this replica holds leases on. New deliveries come straight from the intake, leased at birth; all others are claimed from
 * the table by {@link #sweep}. Nothing that is lost here is lost: a delivery that is not recorded as delivered is claimed again, by any
 * replica, when its lease ends.
 *
 * <p>It has no thread and no timer of its own: whoever owns it calls {@link #sweep} from time to time. Safe for use by several threads.
 */
public final class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final DeliveryStore store;
    private final Sender sender;
    private final Admission admission;
    private final DeliveryRules rules;
    private final DispatchObserver observer;
    private final Clock clock;
    private final Verdicts verdicts;
    private final Outcomes outcomes;

    private final Holding holding;

    /**
     * A dispatcher at rest.
     *
     * @param random where jitter comes from
     */
    public Dispatcher(
            DeliveryStore store,
            Sender sender,
            Destinations destinations,
            DeliveryRules rules,
            DispatchLimits limits,
            DispatchObserver observer,
            Clock clock,
            RandomGenerator random) {
        this.store = Objects.requireNonNull(store, "store");
        this.sender = Objects.requireNonNull(sender, "sender");
        this.admission = new Admission(Objects.requireNonNull(destinations, "destinations"), clock, random);
        this.rules = Objects.requireNonNull(rules, "rules");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.verdicts = new Verdicts(rules, clock, random);
        this.holding = new Holding(limits);
        this.outcomes = new Outcomes(store, limits, clock);
    }

    /** How many deliveries this replica holds in memory. */
    public int held() {
        return holding.held();
    }

    /** How much memory these take. */
    public long heldBytes() {
        return holding.heldBytes();
    }

    /** How many attempts are under way. */
    public int inFlight() {
        return holding.inFlight();
    }

    /** Whether some of these find no room now, and would soon, as their endpoints are quick and have none of theirs in the table. */
    public boolean soonHasRoom(List<Delivery> deliveries) {
        return holding.soonHasRoom(deliveries);
    }

    /** Says in which state new deliveries are to be written: leased to this replica while it has room, and due otherwise. */
    public List<NewDelivery> open(List<Delivery> deliveries) {
        return holding.open(deliveries, rules, clock.instant());
    }

    /** Starts on deliveries that {@link #open} has leased, once they are committed; those that are held here already are left alone. */
    public void dispatch(List<NewDelivery> newDeliveries) {
        holding.opened(newDeliveries);
        startReady();
    }

    /** Claims what is due and whose lease has ended, as far as there is room; again, if a sweep is under way. */
    public void sweep() {
        Instant now = clock.instant();
        holding.nextClaim(now, now.plus(rules.lease()))
                .ifPresent(request -> Uni.createFrom()
                        .deferred(() -> store.claim(request))
                        .subscribe()
                        .with(claimed -> swept(request, claimed), this::notSwept));
    }

    /**
     * Starts nothing more, and gives back what has not started, so that another replica need not wait for its lease to end. Answers when the
     * attempts that were under way are over and recorded.
     */
    public Uni<Void> stop() {
        holding.stop();
        startReady();
        return holding.drained();
    }

    private void swept(ClaimRequest request, List<Claimed> claimed) {
        boolean again = holding.claimed(request, claimed);
        startReady();
        if (again) {
            sweep();
        }
    }

    private void notSwept(Throwable failure) {
        LOG.warnf("no deliveries claimed, the next sweep will try again: %s", failure.toString());
        holding.notClaimed();
    }

    // One thread at a time, in a loop and not by recursion: an attempt may end before its start returns.
    private void startReady() {
        for (List<Claimed> started = holding.start(); !started.isEmpty(); started = holding.startMore()) {
            started.forEach(this::start);
        }
        holding.unstarted().forEach(this::handBack);
    }

    private void start(Claimed claimed) {
        if (!rules.leavesTime(claimed.lease(), clock.instant())) {
            release(claimed);
            return;
        }
        Uni.createFrom()
                .deferred(() -> admission.of(claimed.delivery()))
                .subscribe()
                .with(destination -> start(claimed, destination), failure -> notAttempted(claimed, failure));
    }

    private void start(Claimed claimed, Destination destination) {
        switch (destination) {
            case To unused when !rules.leavesTime(claimed.lease(), clock.instant()) -> release(claimed);
            case To to when to.endpoint().equals(claimed.delivery().endpoint()) -> send(claimed, to);
            case To to -> redirect(claimed, to.endpoint());
            case Nowhere unused ->
                attempted(verdicts.attempt(
                        claimed, Duration.ZERO, Sent.nothing(new Unanswered(Cause.WITHDRAWN)), rules.retries(), true));
            case Later(Duration pause) -> giveBack(claimed, new Until.Later(pause));
            case Behind(Ahead ahead) -> queueBehind(claimed, ahead);
            case Failing(var own) -> giveBack(claimed, new Until.Well(rules.patience(claimed.lease(), own)));
            case Silent(SilentHost host) ->
                giveBack(claimed, new Until.Heard(host, rules.patience(claimed.lease(), Optional.empty())));
            case Held unused -> giveBack(claimed, new Until.Enabled());
            case Gone unused -> giveBack(claimed, new Until.Never());
        }
    }

    private void send(Claimed claimed, To to) {
        Instant start = clock.instant();
        Uni.createFrom()
                .deferred(() -> sender.send(claimed.delivery(), to))
                .subscribe()
                .with(sent -> answered(claimed, to, start, sent), failure -> notAttempted(claimed, failure));
    }

    private void notAttempted(Claimed claimed, Throwable failure) {
        LOG.warnf("%s not attempted: %s", claimed.delivery().id(), failure.toString());
        release(claimed);
    }

    private void answered(Claimed claimed, To to, Instant start, Sent sent) {
        Duration time = Duration.between(start, clock.instant());
        holding.took(claimed.delivery(), time);
        admission.heard(claimed.delivery(), sent.outcome());
        attempted(verdicts.attempt(claimed, time, sent, to.retries().orElse(rules.retries()), to.ordered()));
    }

    private void attempted(Attempt attempt) {
        observer.attempted(attempt);
        ended(attempt.claimed(), Standing.after(attempt.outcome()));
        outcomes.keep(attempt).subscribe().with(kept -> recorded(attempt));
    }

    // Whoever has waited for it need not wait for the next sweep, too.
    private void recorded(Attempt attempt) {
        holding.discard(attempt.claimed());
        if (attempt.ordered() && attempt.next().isOver()) {
            sweep();
        }
    }

    /** Lets the delivery wait its turn at the address that its account has now. */
    private void redirect(Claimed claimed, Endpoint present) {
        holding.moved(claimed, present);
        startReady();
    }

    private void giveBack(Claimed claimed, Until until) {
        ended(claimed, Standing.UNKNOWN);
        keep(new Postponement(claimed, until));
    }

    private void handBack(Claimed claimed) {
        keep(new Postponement(claimed, new Until.Later(Duration.ZERO)));
    }

    private void keep(Postponement postponement) {
        outcomes.keep(postponement).subscribe().with(kept -> holding.discard(postponement.claimed()));
    }

    // Forgotten first: whoever ends what it waits for makes it due at once, and it may be claimed here again.
    private void queueBehind(Claimed claimed, Ahead ahead) {
        release(claimed);
        outcomes.send(new Postponement(claimed, new Until.Turn(ahead)));
    }

    /** Leaves it to whoever claims it when the lease has ended. */
    private void release(Claimed claimed) {
        ended(claimed, Standing.UNKNOWN);
        holding.discard(claimed);
    }

    private void ended(Claimed claimed, Standing standing) {
        boolean sweepNow = holding.ended(claimed, standing);
        startReady();
        if (sweepNow) {
            sweep();
        }
    }
}
