package io.satang.account.reconciliation;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.satang.account.AccountStore;
import io.satang.account.AccountVersion;
import io.satang.events.EventType;
import io.satang.platform.kafka.TopicReplay;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks at each start whether {@code account.changed} still tells of every account, and tells again what it lacks or has older, as after it
 * was lost or an old record of it was redriven. It goes on beside everything else, with some {@link #PAGE} accounts in memory at a time, and
 * reads the topic once for each of these pages.
 */
@ApplicationScoped
class Reconciliation {
    /** About 10 MB. */
    private static final int PAGE = 50_000;

    private static final int TRIES = 3;
    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration SILENCE_MAX = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final AccountStore accounts;
    private final TopicReplay.Factory replays;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<Thread> thread = Optional.empty();

    Reconciliation(AccountStore accounts, TopicReplay.Factory replays) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.replays = Objects.requireNonNull(replays, "replays");
    }

    void start(@Observes StartupEvent event) {
        thread = Optional.of(Thread.ofVirtual().name("reconciliation").start(this::run));
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
        thread.ifPresent(Thread::interrupt);
    }

    private void run() {
        try {
            boolean over = succeeds();
            while (!over) {
                over = stopsWithin(PAUSE_AFTER_FAILURE) || succeeds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds() throws InterruptedException {
        try {
            int told = reconcile(PAGE);
            if (told > 0) {
                // At a first start these are new ones, of which the relay has not told yet.
                LOG.infof("%s lacked accounts: %d are told again", EventType.ACCOUNT_CHANGED.topic(), told);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("accounts are not compared with their topic yet, trying again later: %s", e.toString());
            return false;
        }
    }

    /** Answers how many accounts were told again. */
    int reconcile(int pageSize) throws InterruptedException {
        int told = 0;
        String last = "";
        while (true) {
            String after = last;
            List<AccountVersion> page = await(() -> accounts.versionsAfter(after, pageSize));
            for (String accountId : untold(page)) {
                told += tell(accountId) ? 1 : 0;
            }
            if (page.size() < pageSize) {
                return told;
            }
            last = page.getLast().id();
        }
    }

    private List<String> untold(List<AccountVersion> page) throws InterruptedException {
        if (page.isEmpty()) {
            return List.of();
        }
        TopicComparison comparison = new TopicComparison(page);
        try (TopicReplay replay =
                replays.start(EventType.ACCOUNT_CHANGED.topic(), Optional.empty(), comparison::read)) {
            while (!replay.caughtUp()) {
                replay.awaitCaughtUp(SILENCE_MAX);
            }
        }
        return comparison.untold();
    }

    // One that cannot be told, such as for a row that cannot be read, does not keep the others from it.
    private boolean tell(String accountId) throws InterruptedException {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                await(() -> accounts.announce(accountId));
                return true;
            } catch (RuntimeException e) {
                LOG.warnf("account %s is not told again (%d of %d): %s", accountId, attempt, TRIES, e.toString());
            }
            if (stopsWithin(PAUSE_BETWEEN_TRIES)) {
                return false;
            }
        }
        return false;
    }

    private boolean stopsWithin(Duration pause) throws InterruptedException {
        return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <T> T await(Supplier<Uni<T>> work) throws InterruptedException {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (InterruptedException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
