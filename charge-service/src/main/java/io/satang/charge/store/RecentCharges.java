package io.satang.charge.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.charge.decision.Charge;
import io.satang.events.Sizes;
import io.satang.platform.id.PayPageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The charges that this replica has made last, so that the payer who comes a moment later is decided upon without asking the database. What
 * is found here may be out of date, and that does no harm: a decision is stored only if the charge is still at the version that it was
 * decided upon. It is bounded in bytes and time; what it does not hold is read from the store.
 */
@ApplicationScoped
public class RecentCharges {
    private static final Duration RETENTION = Duration.ofMinutes(2);
    private static final long BYTES_MAX = 2L * Sizes.BATCH_BYTES_MAX;
    private static final int CHARGE_BYTES = 1_024;

    private final Cache<PayPageId, Charge> byPage = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((PayPageId pageId, Charge charge) -> bytes(charge))
            .expireAfterWrite(RETENTION)
            .executor(Runnable::run)
            .build();

    /** Remembers a charge that has just been made. */
    public void put(Charge charge) {
        byPage.put(charge.pageId(), charge);
    }

    /** Answers the charge that is paid at this page, if it is held, and removes it: nobody decides twice upon the same version. */
    public Optional<Charge> take(PayPageId pageId) {
        return Optional.ofNullable(byPage.asMap().remove(pageId));
    }

    /** How much memory a charge takes, at the most: its long texts at two bytes a character. */
    private static int bytes(Charge charge) {
        int chars =
                charge.terms().source().map(source -> source.text().length()).orElse(0)
                        + charge.metadata().text().length()
                        + charge.description().map(String::length).orElse(0);
        return CHARGE_BYTES + 2 * chars;
    }
}
