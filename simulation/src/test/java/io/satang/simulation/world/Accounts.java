package io.satang.simulation.world;

import io.satang.platform.account.AccountCopy;
import io.satang.platform.account.AccountIndex;
import io.satang.platform.key.KeyHash;
import io.satang.simulation.check.AccountChecks;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.AccountTable;
import io.satang.simulation.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the replicas of a service know of the accounts: memory, table and topic, as {@code AccountDirectory} puts them together. */
final class Accounts {
    private static final KeyHash HASH = new KeyHash("pepper of the simulation");
    private static final Duration WRITE_EVERY = Duration.ofMillis(200);
    private static final int READ_AGAIN_PERCENT = 3;

    private final Context context;
    private final AccountChecks checks;
    private final AccountTable table;
    private final List<AccountTopic> topics;

    Accounts(Context context) {
        this.context = context;
        this.checks = new AccountChecks(context.verdict());
        this.table = new AccountTable(context.parts().accountCondition(), checks);
        this.topics = Stream.of(Order.Account.values())
                .map(account -> new AccountTopic(account.id(), HASH, context))
                .toList();
    }

    /** Merchants and operators change accounts as long as the storm lasts. */
    void begin() {
        topics.forEach(AccountTopic::begin);
    }

    /** What starts with a process of the service. */
    Copy boot(SimulatedProcess process, Session session, Clock clock) {
        AccountIndex index = new AccountIndex(HASH, clock, false);
        Copy copy = new Copy(process, index, new AccountCopy(index, table.of(session), () -> {}));
        copy.load();
        return copy;
    }

    /** The copy of one process. */
    final class Copy {
        private final SimulatedProcess process;
        private final AccountIndex index;
        private final AccountCopy copy;
        private final int[] positions = new int[topics.size()];

        Copy(SimulatedProcess process, AccountIndex index, AccountCopy copy) {
            this.process = process;
            this.index = index;
            this.copy = copy;
        }

        private void load() {
            long[] kept = topics.stream()
                    .mapToLong(topic -> table.version(topic.accountId()).orElse(0))
                    .toArray();
            copy.load()
                    .subscribe()
                    .with(
                            loaded -> loaded(kept),
                            failure -> context.scheduler().after(process, WRITE_EVERY, this::load));
        }

        private void loaded(long[] kept) {
            for (int i = 0; i < kept.length; i++) {
                checks.knows(process.toString(), topics.get(i).accountId(), version(i), kept[i]);
            }
            context.every(process, WRITE_EVERY, () -> copy.write().subscribe().with(done -> {}));
            context.every(process, Duration.ofMillis(context.chance().between(20, 300)), this::poll);
        }

        /** Takes some of what there is; now and then it begins again. */
        private void poll() {
            for (int i = 0; i < positions.length; i++) {
                AccountTopic topic = topics.get(i);
                if (context.chance().percent(READ_AGAIN_PERCENT) && positions[i] == topic.end() && !topic.settled()) {
                    context.scheduler().saw(Sighting.ACCOUNTS_READ_AGAIN, topic::accountId);
                    positions[i] = 0;
                }
                if (positions[i] < topic.end()) {
                    read(i, topic);
                }
            }
        }

        private void read(int i, AccountTopic topic) {
            int to = context.chance().between(positions[i] + 1, topic.end());
            long before = version(i).orElse(0);
            topic.read(positions[i], to).forEach(copy::read);
            positions[i] = to;
            checks.knows(process.toString(), topic.accountId(), version(i), Math.max(before, topic.newest(to)));
            checks.works(process.toString(), topic, version(i).orElse(0), this::authenticates);
        }

        private boolean authenticates(String key) {
            return index.authenticate(key).isPresent();
        }

        private OptionalLong version(int i) {
            return index.version(topics.get(i).accountId());
        }

        /** Whether it knows all there is, and the table too. */
        boolean atRest() {
            for (int i = 0; i < positions.length; i++) {
                AccountTopic topic = topics.get(i);
                if (!topic.settled()
                        || positions[i] < topic.end()
                        || table.version(topic.accountId()).orElse(0) != topic.newest()) {
                    return false;
                }
            }
            return copy.unwritten() == 0;
        }
    }
}
