package io.satang.platform.schema;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jboss.logging.Logger;

/**
 * Brings the database up to date before anything else uses it: waits until it answers, migrates the shared parts and then the service's own
 * tables, which may build on them. Replicas that start at once take turns. A database of another service is left alone.
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
    private final String service;

    SchemaMigrations(
            DataSource database,
            Flyway own,
            @All List<SharedSchema> shared,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = Objects.requireNonNull(database, "database");
        this.own = Objects.requireNonNull(own, "own");
        this.shared = Stream.concat(shared.stream(), Stream.of(SchemaOwner.TABLE))
                .sorted(Comparator.comparing(SharedSchema::name))
                .toList();
        this.service = Objects.requireNonNull(service, "service");
    }

    void migrate(@Observes @Priority(FIRST) StartupEvent event) throws InterruptedException, SQLException {
        new DatabaseWait(database).untilItAnswers();
        SchemaOwner owner = new SchemaOwner(database, service);
        owner.check();
        try {
            migrateInTurn();
        } catch (FlywayValidateException e) {
            // Without the cause: traces would be printed instead of this line.
            throw new ConfigurationException("the database was not made by " + service
                    + ", or by a newer release of it: check SATANG_DATABASE_HOST and SATANG_DATABASE_NAME ("
                    + oneLine(String.valueOf(e.getMessage())) + ")");
        }
        // Last: a database that an earlier release of another service has made has no owner yet, and has failed before.
        owner.record();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private void migrateInTurn() throws SQLException, InterruptedException {
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
