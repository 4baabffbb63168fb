package io.satang.offers.redemption;

import io.quarkus.runtime.StartupEvent;
import io.satang.hibernate.Sessions;
import io.satang.platform.time.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks from time to time for reservations that nobody has confirmed. Every replica does; of two that release the same, one does nothing. */
@ApplicationScoped
class ReservationSweep {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int RELEASED_MAX = 256;
    private static final Logger LOG = Logger.getLogger(ReservationSweep.class);

    private final ReserveDiscounts reservations;
    private final Timers timers;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    ReservationSweep(ReserveDiscounts reservations, Timers timers) {
        this.reservations = Objects.requireNonNull(reservations, "reservations");
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::sweep);
    }

    private void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            Sessions.detached(() -> reservations
                    .releaseOverdue(RELEASED_MAX)
                    .onTermination()
                    .invoke(() -> sweeping.set(false))
                    .subscribe()
                    .with(
                            ReservationSweep::log,
                            failure ->
                                    LOG.warnf("reservations not swept, trying again later: %s", failure.toString())));
        }
    }

    private static void log(int released) {
        if (released > 0) {
            LOG.warnf("%d reservations were released of whose charges nothing was heard", released);
        }
    }
}
