package io.satang.load;

import io.satang.load.Target.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The floor where pgbench is not installed: the statements of its script, in a loop of our own. */
final class SqlLoop {

    private final Vertx vertx;
    private final PostgresServer server;
    private final String database;

    SqlLoop(Vertx vertx, PostgresServer server, String database) {
        this.vertx = vertx;
        this.server = server;
        this.database = database;
    }

    /** Payments per second. */
    double run(int connections, Duration duration, String script) {
        List<String> statements = statements(script);
        AtomicLong payments = new AtomicLong();
        long started = System.nanoTime();
        long end = started + duration.toNanos();
        List<Future<Void>> customers = IntStream.range(0, connections)
                .mapToObj(i -> PgConnection.connect(vertx, ScratchDatabase.connectOptions(server, database))
                        .compose(connection -> new Customer(connection, statements, payments, end)
                                .payOn()
                                .eventually(() -> connection.close())))
                .toList();
        new EventLoop(vertx).await(Future.all(customers), duration.multipliedBy(2));
        return payments.get() * 1e9 / (System.nanoTime() - started);
    }

    /** The script's statements with its number of the payment as the only parameter. */
    static List<String> statements(String script) {
        return Stream.of(script.split(";", -1))
                .map(statement -> statement
                        .lines()
                        .filter(line -> !line.endsWith("\\gset"))
                        .reduce("", (all, line) -> all + line + "\n"))
                .map(statement -> statement.replaceAll("(?<!:):n\\b", "\\$1::bigint"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** One connection that pays until the time is over. */
    private record Customer(PgConnection connection, List<String> statements, AtomicLong payments, long end) {

        Future<Void> payOn() {
            if (System.nanoTime() >= end) {
                return Future.succeededFuture();
            }
            Tuple number = Tuple.of(payments.incrementAndGet());
            Future<RowSet<Row>> payment = Future.succeededFuture();
            for (String statement : statements) {
                payment = payment.compose(
                        done -> connection.preparedQuery(statement).execute(number));
            }
            return payment.compose(done -> payOn());
        }
    }
}
