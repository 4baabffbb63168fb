package io.satang.webhook.sealing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.time.Timers;
import io.satang.webhook.sealing.KeptStore.Place;
import io.satang.webhook.sealing.KeptStore.Some;
import io.satang.webhook.sealing.Resealing.Anew;
import io.satang.webhook.sealing.Resealing.Unreadable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Has the newest key seal what is still in clear, and what a former key has sealed: all of it some time after the start, when replicas of the
 * release before this one, which can read secrets of accounts in clear alone, are gone; and now and then again, for keys that have changed.
 */
@Singleton
class SealingSweep {
    private static final Logger LOG = Logger.getLogger(SealingSweep.class);

    private final KeptStore store;
    private final SealingCipher cipher;
    private final Timers timers;
    private final Clock clock;
    private final Duration step;
    private final Duration pause;
    private final Counter sealed;
    private final Counter unreadable;
    private volatile Place place = Place.FIRST;
    private volatile Instant notBefore;

    SealingSweep(
            KeptStore store,
            SealingCipher cipher,
            MeterRegistry metrics,
            Timers timers,
            Clock clock,
            @ConfigProperty(name = "satang.sealing.delay", defaultValue = "PT15M") Duration delay,
            @ConfigProperty(name = "satang.sealing.step", defaultValue = "PT1S") Duration step,
            @ConfigProperty(name = "satang.sealing.pause", defaultValue = "PT1H") Duration pause) {
        this.store = Objects.requireNonNull(store, "store");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.step = Objects.requireNonNull(step, "step");
        this.pause = Objects.requireNonNull(pause, "pause");
        this.sealed = metrics.counter("satang.webhook.resealed.secrets");
        this.unreadable = metrics.counter("satang.webhook.unreadable.secrets");
        this.notBefore = clock.instant().plus(delay);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                step,
                this::sealSome,
                failure -> LOG.warnf("secrets not encrypted anew, trying again: %s", failure.toString()));
    }

    private Uni<?> sealSome() {
        Instant now = clock.instant();
        return now.isBefore(notBefore)
                ? Uni.createFrom().voidItem()
                : store.behind(place).call(this::seal).invoke(this::goOn);
    }

    private Uni<Void> seal(Some some) {
        List<Resealing> all =
                some.kept().stream().map(kept -> Resealing.of(kept, cipher)).toList();
        only(Unreadable.class, all).forEach(this::tell);
        List<Anew> anew = only(Anew.class, all).toList();
        return store.replace(place.table(), anew).invoke(() -> sealed.increment(anew.size()));
    }

    private void goOn(Some some) {
        place = some.next().orElse(Place.FIRST);
        if (some.next().isEmpty()) {
            notBefore = clock.instant().plus(pause);
        }
    }

    private void tell(Unreadable one) {
        unreadable.increment();
        LOG.errorf("%s cannot be opened: %s", one.kept(), one.why());
    }

    private static <T extends Resealing> Stream<T> only(Class<T> type, List<Resealing> all) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }
}
