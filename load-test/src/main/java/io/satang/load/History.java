package io.satang.load;

import io.satang.load.Target.PostgresServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Thirty days of an account, as rows in the services' databases: copies of {@link Models} with ids and times of their own. What only payments
 * go by, such as providers' operations, is left out.
 */
final class History implements AutoCloseable {
    private static final Duration LENGTH = Duration.ofDays(30);
    private static final int BATCH = 1_000;
    private static final int TOLD_EVERY = 100_000;
    private static final int CUSTOMERS_PER_THOUSAND = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EventLoop loop;
    private final PgConnection charge;
    private final PgConnection webhook;
    private final PgConnection account;
    private final Models models;
    private final PrintStream out;
    private final Instant begin = Clock.systemUTC().instant().minus(LENGTH);

    History(Vertx vertx, PostgresServer server, Models models, PrintStream out) {
        this.loop = new EventLoop(vertx);
        this.charge = connect(vertx, server, "charge");
        this.webhook = connect(vertx, server, "webhook");
        this.account = connect(vertx, server, "account");
        this.models = models;
        this.out = out;
    }

    /** How many charges the account has. */
    long charges() {
        return number(charge, "SELECT count(*) FROM charges WHERE account_id = $1", Tuple.of(models.account()));
    }

    /** Writes what is missing to so many charges, and leaves the tables as they are when autovacuum has seen to them. */
    void write(long wanted) {
        awaitModels();
        long first = charges();
        Duration step = LENGTH.dividedBy(Math.max(1, wanted));
        for (long from = first; from < wanted; from += BATCH) {
            long to = Math.min(from + BATCH, wanted);
            Tuple batch = batch(from, to - 1, step, from < wanted / 2);
            // Charges are what is counted when a run that was broken off is taken up.
            run(webhook, HistorySql.EVENTS, batch);
            run(charge, HistorySql.CHARGES, batch);
            if (to / TOLD_EVERY > from / TOLD_EVERY) {
                out.printf("%,d charges written%n", to);
            }
        }
        if (first < wanted || customers() < customers(wanted)) {
            writeRest(wanted);
        }
    }

    private Tuple batch(long from, long to, Duration step, boolean withReversed) {
        return Tuple.of(
                from,
                to,
                models.thousand(withReversed).toArray(String[]::new),
                timePart(begin.plus(step.multipliedBy(from))),
                begin.atOffset(ZoneOffset.UTC),
                step.toNanos() / 1_000);
    }

    private void writeRest(long wanted) {
        run(charge, HistorySql.REFUNDS, Tuple.of(models.refunded(), models.account()));
        Tuple customers =
                Tuple.of(models.customer(), timePart(begin), begin.atOffset(ZoneOffset.UTC), customers(wanted));
        run(charge, HistorySql.CUSTOMERS, customers);
        run(charge, HistorySql.CARDS, Tuple.of(models.customer()));
        run(charge, HistorySql.DEFAULT_CARDS, Tuple.of(models.account()));
        run(account, HistorySql.REQUESTS, Tuple.of(models.account(), timePart(begin)));
        out.printf("refunds, customers and requests written%n");
        for (String table : List.of("charges", "refunds", "customers", "customer_cards")) {
            tidy(charge, table);
        }
        tidy(webhook, "events");
        tidy(account, "recorded_requests");
        loop.await(webhook.query("CHECKPOINT").execute(), PATIENCE);
    }

    private long customers() {
        return number(charge, "SELECT count(*) FROM customers WHERE account_id = $1", Tuple.of(models.account()));
    }

    private static long customers(long wanted) {
        return wanted * CUSTOMERS_PER_THOUSAND / 1_000;
    }

    /** Other services hear of the models a moment later. */
    private void awaitModels() {
        Tuple charges = Tuple.of(models.charges().toArray(String[]::new));
        boolean arrived = loop.until(
                Duration.ofMinutes(1),
                () -> number(webhook, HistorySql.OF_THESE, charges)
                                == models.charges().size()
                        && number(account, HistorySql.REQUESTED, Tuple.of(models.account())) > 0);
        if (!arrived) {
            throw new IllegalStateException("nothing was heard of the charges within a minute");
        }
    }

    /** What the ids of this time begin with: its milliseconds, in nine characters. */
    private static String timePart(Instant time) {
        return String.format(Locale.ROOT, "%9s", Long.toString(time.toEpochMilli(), Character.MAX_RADIX))
                .replace(' ', '0');
    }

    private void tidy(PgConnection database, String table) {
        loop.await(database.query("VACUUM ANALYZE " + table).execute(), PATIENCE);
    }

    private long number(PgConnection database, String sql, Tuple parameters) {
        return run(database, sql, parameters).iterator().next().getLong(0);
    }

    private RowSet<Row> run(PgConnection database, String sql, Tuple parameters) {
        return loop.await(database.preparedQuery(sql).execute(parameters), PATIENCE);
    }

    private PgConnection connect(Vertx vertx, PostgresServer server, String database) {
        return loop.await(PgConnection.connect(vertx, ScratchDatabase.connectOptions(server, database)));
    }

    @Override
    public void close() {
        loop.await(charge.close());
        loop.await(webhook.close());
        loop.await(account.close());
    }
}
