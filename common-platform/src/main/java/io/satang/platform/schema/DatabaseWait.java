package io.satang.platform.schema;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Waits at start for a database that is still starting itself, or failing over. */
final class DatabaseWait {
    private static final Logger LOG = Logger.getLogger(DatabaseWait.class);
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    /** PostgreSQL's classes of errors about user and password, and about a database that is not there: waiting does not mend those. */
    private static final Set<String> REFUSALS = Set.of("28", "3D");

    private static final int CLASS_CHARS = 2;

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
     * @throws ConfigurationException when none could for a minute, or when the server refuses this user; says what to do
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
                // Without a cause: of one that has any, traces would be printed instead of this line.
                if (isRefusal(e)) {
                    throw new ConfigurationException("PostgreSQL refuses this service: " + reason(e)
                            + ": check SATANG_DATABASE_PASSWORD, SATANG_DATABASE_USER and SATANG_DATABASE_NAME");
                }
                if (now - start >= waitMax.toNanos()) {
                    throw new ConfigurationException("no connection to PostgreSQL for " + waitMax.toSeconds() + " s: "
                            + reason(e) + ": check SATANG_DATABASE_HOST, SATANG_DATABASE_PORT and the network");
                }
                if (now - toldAt >= TELL_EVERY.toNanos()) {
                    toldAt = now;
                    LOG.warnf("waiting for the database, %d s at the most: %s", waitMax.toSeconds(), reason(e));
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Where in the server it was found follows on lines of its own. */
    private static String reason(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static boolean isRefusal(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() > CLASS_CHARS && REFUSALS.contains(state.substring(0, CLASS_CHARS));
    }
}
