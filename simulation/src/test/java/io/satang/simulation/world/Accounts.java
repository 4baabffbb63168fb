package io.satang.simulation.world;

import io.satang.events.AccountChanged;
import io.satang.platform.account.AccountCopy;
import io.satang.platform.account.AccountDirectory.Authenticated;
import io.satang.platform.account.AccountIndex;
import io.satang.simulation.check.AccountChecks;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.AccountTable;
import io.satang.simulation.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What the replicas of a service know of the accounts: memory, table and topic, as {@code AccountDirectory} puts them together. */
final class Accounts {
    private static final Duration WRITE_EVERY = Duration.ofMillis(200);
    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(1);
    private static final Duration READING_MAX = Duration.ofSeconds(3);
    private static final int READ_AGAIN_PERCENT = 3;

    private final Context context;
    private final AccountService service;
    private final AccountChecks checks;
    private final AccountTable table;
    private final List<AccountTopic> topics;
    private final List<Copy> copies = new ArrayList<>();

    Accounts(Context context, AccountService service, AccountChecks checks) {
        this.context = context;
        this.service = service;
        this.checks = checks;
        this.topics = service.topics();
        this.table = new AccountTable(context.parts().accountCondition(), checks);
        topics.forEach(topic -> table.begin(topic.first()));
    }

    /** What starts with a process of the service. */
    Copy boot(SimulatedProcess process, Session session, Clock clock) {
        AccountIndex index = new AccountIndex(AccountTopic.HASH, clock, false);
        Copy copy = new Copy(process, index, new AccountCopy(index, table.of(session), () -> {}));
        copies.removeIf(each -> !each.process.alive());
        copies.add(copy);
        copy.load();
        return copy;
    }

    /** How many replicas do not know, or have not kept, all there is. */
    long stale() {
        return copies.stream()
                .filter(copy -> copy.process.alive() && !copy.atRest())
                .count();
    }

    /** The copy of one process. */
    final class Copy {
        private final SimulatedProcess process;
        private final AccountIndex index;
        private final AccountCopy copy;
        private final int[] positions = new int[topics.size()];
        private Optional<Start> start = Optional.empty();
        private List<Integer> reported = List.of();
        private Instant reportedAt = Instant.MIN;
        private boolean ready;

        /** What was to be read before requests are let in, and until when. */
        private record Start(List<Integer> ends, Instant until) {}

        Copy(SimulatedProcess process, AccountIndex index, AccountCopy copy) {
            this.process = process;
            this.index = index;
            this.copy = copy;
        }

        /** Whether requests are let in. */
        boolean ready() {
            return ready;
        }

        /** Whom the key of this version belongs to, as far as is known here. */
        Optional<AccountChanged> authenticate(AccountTopic topic, long version) {
            Optional<Authenticated> found = index.authenticate(topic.of(version));
            checks.asked(process.toString(), topic, version, found.isPresent());
            if (found.isEmpty()) {
                context.scheduler().saw(Sighting.UNAUTHORIZED, () -> topic.of(version));
            }
            return found.map(Authenticated::account);
        }

        Optional<AccountChanged> account(String accountId) {
            return index.account(accountId);
        }

        long version(String accountId) {
            return index.version(accountId).orElse(0);
        }

        /** Nobody is to wait for this replica any more. */
        void stop() {
            ready = false;
            service.leaves(process);
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
            ready = !context.parts().readsAccountsBeforeReady();
            context.every(process, WRITE_EVERY, () -> copy.write().subscribe().with(done -> {}));
            Duration pause = Duration.ofMillis(context.chance().between(50, 400));
            context.scheduler().every(process, Duration.ZERO, pause, this::poll);
        }

        /** Takes some of what there is; now and then it begins again. */
        private void poll() {
            if (start.isEmpty()) {
                look();
            }
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
            report();
            ready |= start.filter(this::isOver).isPresent();
        }

        /** From here on what is told is to be known before requests are let in. */
        private void look() {
            List<Integer> ends = topics.stream().map(AccountTopic::end).toList();
            start = Optional.of(new Start(ends, context.scheduler().now().plus(READING_MAX)));
            report();
            checks.starts(process.toString(), topics);
        }

        /** What is new, or that this replica still lives. */
        private void report() {
            List<Integer> reached = IntStream.of(positions).boxed().toList();
            Instant now = context.scheduler().now();
            if (!reached.equals(reported) || reportedAt.plus(SIGN_OF_LIFE_EVERY).isBefore(now)) {
                reported = reached;
                reportedAt = now;
                service.reached(process, reached);
            }
        }

        private boolean isOver(Start begun) {
            boolean caughtUp = IntStream.range(0, positions.length)
                    .allMatch(i -> positions[i] >= begun.ends().get(i));
            boolean givenUp = !caughtUp && !context.scheduler().now().isBefore(begun.until());
            if (givenUp) {
                checks.knowsLess(process.toString());
            }
            return caughtUp || givenUp;
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
        private boolean atRest() {
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
