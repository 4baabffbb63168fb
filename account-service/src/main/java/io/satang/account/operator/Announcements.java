package io.satang.account.operator;

import io.satang.account.AccountStore;
import io.satang.account.AccountVersion;
import io.satang.account.audit.AuditEntry;
import io.satang.account.audit.AuditEntry.Action;
import io.satang.account.audit.AuditStore;
import io.satang.platform.http.RequestId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Tells the other services again what accounts there are: after {@code account.changed} was lost, or made again. Each account is told in a
 * transaction of its own, at the version that it has, so that repeating it changes nothing.
 */
@Singleton
class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final int PAGE = 100;

    private final AccountStore accounts;
    private final AuditStore audit;
    private final Clock clock;

    Announcements(AccountStore accounts, AuditStore audit, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Announces one account; fails with 404 when there is none. Answers how many were announced. */
    Uni<Integer> announce(String accountId) {
        AuditEntry entry =
                AuditEntry.of(Action.ACCOUNT_ANNOUNCED, accountId, RequestId.current(), clock.instant(), Map.of());
        return accounts.announce(accountId, entry)
                .invoke(account -> LOG.infof("account %s is announced again", account.id()))
                .replaceWith(1);
    }

    /** Announces every account. Answers how many were announced. That it was wanted is kept before, for it is many transactions. */
    Uni<Integer> announceAll() {
        AuditEntry entry = AuditEntry.ofAll(Action.ACCOUNTS_ANNOUNCED, RequestId.current(), clock.instant());
        return audit.add(entry)
                .chain(() -> announceAfter("", 0))
                .invoke(count -> LOG.infof("%d accounts are announced again", count));
    }

    private Uni<Integer> announceAfter(String accountId, int before) {
        return accounts.versionsAfter(accountId, PAGE)
                .flatMap(page -> announceEach(page)
                        .chain(() -> page.size() < PAGE
                                ? Uni.createFrom().item(before + page.size())
                                : announceAfter(page.getLast().id(), before + page.size())));
    }

    private Uni<Void> announceEach(List<AccountVersion> page) {
        return Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUniAndConcatenate(account -> accounts.announce(account.id()))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
