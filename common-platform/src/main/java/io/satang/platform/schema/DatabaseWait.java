package io.satang.platform.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Waits at start for a database that is still starting itself, or failing over. */
final class DatabaseWait {
    private static final Logger LOG = Logger.getLogger(DatabaseWait.class);
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    /** PostgreSQL's class of errors about user and password: waiting does not mend those. */
    private static final String INVALID_AUTHORIZATION = "28";

    private final DataSource database;
    private final Duration waitMax;

    DatabaseWait(DataSource database) {
        this(database, WAIT_MAX);
    }

    DatabaseWait(DataSource database, Duration waitMax) {
        this.database = Objects.requireNonNull(database, "database");
        this.waitMax = Objects.requireNonNull(waitMax, "waitMax");
    }

    /**
     * Returns once a connection could be made.
     *
     * @throws IllegalStateException when none could for a minute, or when the database refuses this user
     */
    void untilItAnswers() throws InterruptedException {
        long start = System.nanoTime();
        long toldAt = start - TELL_EVERY.toNanos();
        while (true) {
            try {
                database.getConnection().close();
                return;
            } catch (SQLException e) {
                long now = System.nanoTime();
                if (isRefusal(e) || now - start >= waitMax.toNanos()) {
                    throw new IllegalStateException("no connection to the database: " + e.getMessage(), e);
                }
                if (now - toldAt >= TELL_EVERY.toNanos()) {
                    toldAt = now;
                    LOG.warnf("waiting for the database, %d s at the most: %s", waitMax.toSeconds(), e.getMessage());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean isRefusal(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith(INVALID_AUTHORIZATION);
    }
}
