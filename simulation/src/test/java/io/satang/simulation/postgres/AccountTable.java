package io.satang.simulation.postgres;

import io.satang.platform.account.AccountCopyTable;
import io.satang.platform.account.CopiedAccount;
import io.satang.simulation.check.AccountChecks;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The table {@code account_copy} of one service, with the effects of the statements in {@code PgAccountCopyTable}. */
public final class AccountTable {
    /** The condition under which production code replaces a row: what was told is newer. */
    public static final BiPredicate<Long, Long> NEWER = (known, told) -> known < told;

    private final SortedMap<String, CopiedAccount> rows = new TreeMap<>();
    private final BiPredicate<Long, Long> condition;
    private final AccountChecks checks;

    /** An empty table; a row is replaced when {@code condition} holds for the version that it has and the one that was told. */
    public AccountTable(BiPredicate<Long, Long> condition, AccountChecks checks) {
        this.condition = condition;
        this.checks = checks;
    }

    /** What has been there for long. */
    public void begin(CopiedAccount account) {
        rows.put(account.accountId(), account);
    }

    /** One replica's view of it. */
    public AccountCopyTable of(Session session) {
        return new AccountCopyTable() {
            @Override
            public Uni<Void> keepNewer(List<CopiedAccount> accounts) {
                return session.execute(transaction -> keep(transaction, accounts))
                        .replaceWithVoid();
            }

            @Override
            public Uni<List<CopiedAccount>> after(String accountId, int limit) {
                return session.execute(transaction -> rows.tailMap(accountId).values().stream()
                        .filter(row -> !row.accountId().equals(accountId))
                        .limit(limit)
                        .toList());
            }
        };
    }

    /** The version of the account that is kept. */
    public OptionalLong version(String accountId) {
        return Optional.ofNullable(rows.get(accountId)).stream()
                .mapToLong(CopiedAccount::version)
                .findFirst();
    }

    private int keep(Transaction transaction, List<CopiedAccount> accounts) {
        accounts.stream().map(CopiedAccount::accountId).sorted().forEach(transaction::lock);
        accounts.stream()
                .filter(this::replaces)
                .forEach(told -> transaction.write(() -> {
                    checks.kept(told.accountId(), version(told.accountId()), told.version());
                    rows.put(told.accountId(), told);
                }));
        return accounts.size();
    }

    private boolean replaces(CopiedAccount told) {
        OptionalLong known = version(told.accountId());
        return known.isEmpty() || condition.test(known.getAsLong(), told.version());
    }
}
