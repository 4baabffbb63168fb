package io.satang.webhook.delivery;

import io.satang.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What follows from attempts: {@link DeliveryRules} with a clock and with jitter. */
final class Verdicts {
    private static final String ATTEMPT_PREFIX = "whdl";

    private final DeliveryRules rules;
    private final Clock clock;
    private final Ids ids;
    private final RandomGenerator random;

    Verdicts(DeliveryRules rules, Clock clock, RandomGenerator random) {
        this.rules = rules;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.random = random;
    }

    /**
     * An attempt that has ended now.
     *
     * @param time    how long it took
     * @param retries how failed attempts are repeated there
     * @param ordered whether others of its object may wait for it
     */
    Attempt attempt(Claimed claimed, Duration time, Sent sent, RetryPolicy retries, boolean ordered) {
        Instant now = clock.instant();
        int claim = claimed.lease().claim();
        DeliveryState next = rules.decide(claimed.lease(), claim, sent.outcome(), now, random.nextDouble(), retries);
        String id = ids.next(ATTEMPT_PREFIX, claimed.delivery().event().livemode());
        return new Attempt(id, claimed, sent, now, time, next, ordered);
    }
}
