package io.satang.simulation.world;

import io.satang.simulation.check.WebhookChecks;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.webhook.delivery.AttemptOutcome;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.Sender;
import io.satang.webhook.delivery.Sent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** Merchants' endpoints, and the way there. */
final class Receivers {
    private static final String DEAD = "https://hooks.example/charge";
    private static final int BROKEN_PERCENT = 2;

    private final Scheduler scheduler;
    private final Chance chance;
    private final Duration attemptTime;
    private final WebhookChecks checks;
    private ReceiverFaults faults;
    private boolean healed;

    /** @param attemptTime after how long an attempt is over at the latest */
    Receivers(Scheduler scheduler, Chance chance, Duration attemptTime, ReceiverFaults faults, WebhookChecks checks) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.attemptTime = attemptTime;
        this.faults = faults;
        this.checks = checks;
    }

    void heal() {
        faults = faults.healed();
        healed = true;
    }

    /** What one replica sends with. */
    Sender sender(SimulatedProcess process) {
        return (delivery, to) -> Uni.createFrom().emitter(answer -> {
            if (!healed && chance.percent(BROKEN_PERCENT)) {
                answer.fail(new IllegalStateException("no secret to sign with"));
                return;
            }
            Instant latest = scheduler.now().plus(attemptTime);
            checks.started(delivery, latest);
            Duration duration = duration(delivery);
            AttemptOutcome outcome = outcome(delivery, duration);
            scheduler.after(process, duration, () -> {
                checks.ended(delivery, latest);
                scheduler.say(() -> delivery.id() + " " + outcome);
                answer.complete(Sent.nothing(outcome));
            });
        });
    }

    private Duration duration(Delivery delivery) {
        boolean silent = dead(delivery) || chance.percent(faults.silent());
        return silent ? attemptTime : chance.millis(1, 300);
    }

    /** The request arrives now, if it does: an endpoint that answers late has taken it all the same. */
    private AttemptOutcome outcome(Delivery delivery, Duration duration) {
        if (dead(delivery) || chance.percent(faults.unreachable())) {
            return new Unanswered(Cause.CONNECTION);
        }
        if (chance.percent(faults.rejected())) {
            return new Answered(500);
        }
        checks.taken(delivery);
        return duration.equals(attemptTime) ? new Unanswered(Cause.TIMEOUT) : new Answered(200);
    }

    private boolean dead(Delivery delivery) {
        return faults.oneIsDead() && delivery.endpoint().text().equals(DEAD);
    }
}
