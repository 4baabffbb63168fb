package io.satang.charge.charge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The charges that this replica has made last, so that the payer who comes a moment later is decided upon without asking the database. What
 * is found here may be out of date, and that does no harm: a decision is stored only if the charge is still at the version that it was
 * decided upon. It is bounded; what it does not hold is read from the store.
 */
@ApplicationScoped
public class RecentCharges {
    /** At some 2 KiB each this is 8 MiB. */
    private static final int CHARGES_MAX = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Charge> byPage = new LinkedHashMap<>();

    /** Remembers a charge that has just been made. */
    public void keep(Charge charge) {
        lock.lock();
        try {
            byPage.put(charge.pageId(), charge);
            if (byPage.size() > CHARGES_MAX) {
                Iterator<Charge> oldestFirst = byPage.values().iterator();
                oldestFirst.next();
                oldestFirst.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Answers the charge that is paid at this page, if it is held, and forgets it: nobody decides twice upon the same version. */
    public Optional<Charge> take(String pageId) {
        lock.lock();
        try {
            return Optional.ofNullable(byPage.remove(pageId));
        } finally {
            lock.unlock();
        }
    }
}
