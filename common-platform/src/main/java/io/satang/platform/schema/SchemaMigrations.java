package io.satang.platform.schema;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
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
    // dies ends its turn, and the driver's socket timeout the waiting for it.
    private static final String TAKE_TURN = "SELECT pg_advisory_lock(hashtext('satang.schema'))";

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
            turn.execute(TAKE_TURN);
            try {
                shared.forEach(this::migrate);
                own.migrate();
            } finally {
                turn.execute(END_TURN);
            }
        }
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
