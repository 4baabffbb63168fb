package io.satang.platform.schema;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the database up to date before anything else uses it: waits until it answers, migrates the shared parts and then the service's own
 * tables, which may build on them. Replicas that start at once take turns.
 */
@ApplicationScoped
class SchemaMigrations {
    /** Before every other observer, those that create topics included. */
    private static final int FIRST = -1_000;

    // Flyway locks migrations, but not the making of a history, at which one of two replicas would fail. A session that
    // dies ends its turn. It is asked for again and again: an index that is built concurrently waits for every
    // statement that is under way, one that waits for the turn included.
    private static final String TAKE_TURN = "SELECT pg_try_advisory_lock(hashtext('satang.schema'))";

    private static final Duration ASK_EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String END_TURN = "SELECT pg_advisory_unlock(hashtext('satang.schema'))";

    private static final Logger LOG = Logger.getLogger(SchemaMigrations.class);

    private final DataSource database;
    private final Flyway own;
    private final List<SharedSchema> shared;

    SchemaMigrations(DataSource database, Flyway own, @All List<SharedSchema> shared) {
        this.database = Objects.requireNonNull(database, "database");
        this.own = Objects.requireNonNull(own, "own");
        this.shared =
                shared.stream().sorted(Comparator.comparing(SharedSchema::name)).toList();
    }

    void migrate(@Observes @Priority(FIRST) StartupEvent event) throws InterruptedException, SQLException {
        new DatabaseWait(database).untilItAnswers();
        try (Connection session = database.getConnection();
                Statement turn = session.createStatement()) {
            takeTurn(turn);
            try {
                shared.forEach(this::migrate);
                withoutTransactionAsLock(own).migrate();
            } finally {
                turn.execute(END_TURN);
            }
        }
    }

    private static void takeTurn(Statement turn) throws SQLException, InterruptedException {
        for (long left = PATIENCE.dividedBy(ASK_EVERY); !hasTurn(turn); left--) {
            if (left == 0) {
                throw new IllegalStateException("another replica has been migrating the database for " + PATIENCE);
            }
            Thread.sleep(ASK_EVERY);
        }
    }

    private static boolean hasTurn(Statement turn) throws SQLException {
        try (ResultSet answer = turn.executeQuery(TAKE_TURN)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    // An index that is built concurrently waits for every transaction, and would wait for ever for one that Flyway
    // holds.
    private static Flyway withoutTransactionAsLock(Flyway flyway) {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private void migrate(SharedSchema schema) {
        int migrations = Flyway.configure()
                .dataSource(database)
                .locations(schema.location())
                .failOnMissingLocations(true)
                .table(schema.historyTable())
                // Other parts' tables are there already, and they are none of this history's business.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate()
                .migrationsExecuted;
        if (migrations > 0) {
            LOG.infof("schema %s: %d migrations applied", schema.name(), migrations);
        }
    }
}
