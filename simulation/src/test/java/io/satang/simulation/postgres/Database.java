package io.satang.simulation.postgres;

import io.satang.platform.database.BoundedPool;
import io.satang.simulation.check.Verdict;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A PostgreSQL server, as far as our stores can tell: every statement is executed and every transaction committed at an instant of its own,
 * locks are held from the one to the other, and any message may be late or lost. READ COMMITTED, as the services use it.
 */
public final class Database {
    // What production asks of the server and of its own connections (docs/decisions/0010-database-bounds.md).
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(4);
    static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(2);
    private static final Duration SILENCE_MAX = BoundedPool.SILENCE_MAX;

    /** {@code idle_in_transaction_session_timeout}. */
    public static final Duration IDLE_IN_TRANSACTION_MAX = Duration.ofSeconds(5);

    private final String name;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Verdict verdict;
    private final SimulatedProcess server;
    private final OpenTransactions transactions;
    private DatabaseFaults faults;
    private boolean down;

    /**
     * A server without any tables; they are kept by those who know them.
     *
     * @param idleMax how long a client may be silent within a transaction
     */
    public Database(
            String name, Scheduler scheduler, Chance chance, Verdict verdict, DatabaseFaults faults, Duration idleMax) {
        this.name = name;
        this.scheduler = scheduler;
        this.chance = chance;
        this.verdict = verdict;
        this.server = scheduler.world();
        this.transactions = new OpenTransactions(name, scheduler, verdict, idleMax);
        this.faults = faults;
    }

    /** Nothing goes wrong any more. */
    public void heal() {
        faults = DatabaseFaults.NONE;
    }

    /** The server dies and comes back. Transactions that were open are rolled back. */
    public void crash(Duration downtime) {
        scheduler.saw(Sighting.DATABASE_CRASH, () -> name);
        down = true;
        transactions.crash(chance.percent(50));
        scheduler.after(server, downtime, () -> down = false);
    }

    /** Connects a process; when it dies, the server finds out and rolls back what it had open. */
    public void connect(SimulatedProcess client) {
        client.onDeath(() -> scheduler.after(server, chance.millis(1, 500), () -> transactions.rollbackAllOf(client)));
    }

    /** One statement that is a transaction. Once it has arrived it goes on without its client. */
    public <T> Uni<T> execute(SimulatedProcess client, Statement<T> statement) {
        return Uni.createFrom()
                .emitter(answer -> send(client, answer, () -> {
                    Transaction transaction = transactions.begin(server);
                    boolean hangs = chance.percent(faults.hangs());
                    if (hangs) {
                        hang(client, answer);
                    }
                    run(
                            transaction,
                            statement,
                            result -> scheduler.after(
                                    server,
                                    hangs ? chance.millis(0, STATEMENT_MAX.toMillis()) : disk(),
                                    () -> finish(client, transaction, result, hangs, answer)),
                            failure -> reply(client, () -> answer.fail(failure)));
                }));
    }

    /** Several statements in one transaction, which is committed when {@code work} succeeds. */
    public <T> Uni<T> transaction(SimulatedProcess client, Function<Connection, Uni<T>> work) {
        return Uni.createFrom()
                .emitter(answer -> send(client, answer, () -> {
                    Transaction transaction = transactions.begin(client);
                    if (chance.percent(faults.cuts())) {
                        scheduler.after(server, chance.millis(0, 30), () -> transactions.rollback(transaction));
                    }
                    transactions.endWhenIdle(transaction);
                    reply(
                            client,
                            () -> work.apply(new Connection(this, client, transaction))
                                    .subscribe()
                                    .with(
                                            result -> scheduler.after(server, network(), () -> {
                                                transaction.used();
                                                commit(client, transaction, result, answer);
                                            }),
                                            failure -> {
                                                scheduler.after(
                                                        server, network(), () -> transactions.giveUp(transaction));
                                                answer.fail(failure);
                                            }));
                }));
    }

    <T> Uni<T> query(SimulatedProcess client, Transaction transaction, Statement<T> statement) {
        return Uni.createFrom()
                .emitter(answer -> scheduler.after(server, network(), () -> {
                    if (chance.percent(faults.cutOffs())) {
                        // Neither it nor anything after it arrives, and the server does not know.
                        transaction.cutOff();
                        hang(client, answer);
                        return;
                    }
                    transaction.used();
                    run(
                            transaction,
                            statement,
                            result -> {
                                transactions.endWhenIdle(transaction);
                                reply(client, () -> answer.complete(result));
                            },
                            failure -> reply(client, () -> answer.fail(failure)));
                }));
    }

    /** The client hears nothing until it closes the connection by itself. */
    private void hang(SimulatedProcess client, UniEmitter<?> answer) {
        scheduler.saw(Sighting.STATEMENT_HUNG, () -> name + " to " + client);
        scheduler.after(client, SILENCE_MAX, () -> answer.fail(new ConnectionLost(name + " does not answer")));
    }

    private <T> void finish(
            SimulatedProcess client, Transaction transaction, T result, boolean hangs, UniEmitter<? super T> answer) {
        if (!hangs) {
            commit(client, transaction, result, answer);
        } else if (transaction.open()) {
            scheduler.saw(Sighting.HUNG_STATEMENT_COMMITTED, () -> name + " of " + client);
            transactions.commit(transaction);
        }
    }

    /** A request to open a transaction; what a dying client has sent may be lost with it. */
    private void send(SimulatedProcess client, UniEmitter<?> answer, Runnable arrived) {
        scheduler.after(server, network(), () -> {
            if (down) {
                reply(client, () -> answer.fail(new ConnectionLost(name + " is down")));
            } else if (client.alive() || chance.percent(50)) {
                arrived.run();
            }
        });
    }

    private <T> void run(
            Transaction transaction, Statement<T> statement, Consumer<T> done, Consumer<Throwable> failed) {
        run(transaction, statement, scheduler.now().plus(LOCK_WAIT_MAX), done, failed);
    }

    private <T> void run(
            Transaction transaction,
            Statement<T> statement,
            Instant waitUntil,
            Consumer<T> done,
            Consumer<Throwable> failed) {
        if (!transaction.open()) {
            failed.accept(new ConnectionLost(name + " closed the connection"));
            return;
        }
        int writesBefore = transaction.writes();
        T result;
        try {
            result = statement.execute(transaction);
        } catch (RowLocked waiting) {
            scheduler.saw(Sighting.ROW_LOCK_AWAITED, () -> name);
            await(
                    transaction,
                    writesBefore,
                    waitUntil,
                    () -> run(transaction, statement, waitUntil, done, failed),
                    failed);
            return;
        }
        done.accept(result);
    }

    private void await(
            Transaction transaction, int writesBefore, Instant waitUntil, Runnable again, Consumer<Throwable> failed) {
        if (transaction.deadlocked()) {
            verdict.require(false, () -> "statements of " + name + " wait for each other");
            transactions.rollback(transaction);
            failed.accept(deadlock());
            return;
        }
        if (scheduler.now().isAfter(waitUntil)) {
            scheduler.saw(Sighting.LOCK_WAIT_ENDED, () -> name);
            transactions.rollback(transaction);
            failed.accept(new PgException("canceling statement due to lock timeout", "ERROR", "55P03", ""));
            return;
        }
        scheduler.after(server, chance.millis(1, 3), () -> {
            transaction.restart(writesBefore);
            again.run();
        });
    }

    private <T> void commit(SimulatedProcess client, Transaction transaction, T result, UniEmitter<? super T> answer) {
        boolean aborted = transaction.open() && chance.percent(faults.aborts());
        if (aborted) {
            scheduler.saw(Sighting.TRANSACTION_ABORTED, () -> name + " of " + client);
            transactions.rollback(transaction);
            reply(client, () -> answer.fail(refusal()));
        } else if (!transaction.open()) {
            reply(client, () -> answer.fail(new ConnectionLost(name + " closed the connection")));
        } else {
            transactions.commit(transaction);
            if (chance.percent(faults.lostAnswers())) {
                scheduler.saw(Sighting.COMMIT_ANSWER_LOST, () -> name + " to " + client);
                reply(client, () -> answer.fail(new ConnectionLost("answer of " + name + " lost")));
            } else {
                reply(client, () -> answer.complete(result));
            }
        }
    }

    private static PgException deadlock() {
        return new PgException("deadlock detected", "ERROR", "40P01", "");
    }

    private Throwable refusal() {
        return chance.percent(50) ? deadlock() : new ConnectionLost(name + " closed the connection");
    }

    private void reply(SimulatedProcess client, Runnable work) {
        scheduler.after(client, network(), work);
    }

    private Duration network() {
        return chance.percent(faults.slow()) ? chance.millis(5, 200) : chance.millis(0, 1);
    }

    private Duration disk() {
        return chance.percent(faults.slow()) ? chance.millis(5, 200) : chance.millis(1, 4);
    }
}
