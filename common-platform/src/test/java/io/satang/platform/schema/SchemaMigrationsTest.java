package io.satang.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.satang.testing.Infra;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Shared and own migrations side by side in a real PostgreSQL. */
class SchemaMigrationsTest {
    private static final String DATABASE = "schema_migrations";

    private PGSimpleDataSource database;

    @BeforeEach
    void empty() throws SQLException {
        Map<String, String> settings = Infra.start(DATABASE);
        database = new PGSimpleDataSource();
        database.setServerNames(new String[] {settings.get("satang.database.host")});
        database.setPortNumbers(new int[] {Integer.parseInt(settings.get("satang.database.port"))});
        database.setDatabaseName(DATABASE);
        database.setUser(DATABASE);
        database.setPassword(DATABASE);
        execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    @Test
    void an_empty_database_gets_the_shared_parts_and_then_the_services_own() throws Exception {
        migrate("outbox", "parcels");

        assertThat(versions("flyway_outbox_history")).contains("1");
        assertThat(versions("flyway_parcels_history")).contains("1", "2");
        assertThat(versions("flyway_schema_history")).contains("1", "2");
    }

    @Test
    void a_database_of_the_first_release_is_upgraded_in_place_and_its_outbox_keeps_its_rows() throws Exception {
        Flyway.configure()
                .dataSource(database)
                .locations("db/released")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        execute("""
                INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, account_id, livemode, version, occurred_at)
                VALUES ('kept', 'source', 'src_test_1', 'source.created', '{}', 'account_test_1', false, 1, now())
                """);

        migrate("outbox", "parcels");
        migrate("outbox", "parcels");

        assertThat(query("SELECT id FROM outbox")).containsExactly("kept");
        assertThat(versions("flyway_schema_history")).contains("0.1", "1", "2");
    }

    @RepeatedTest(10)
    void replicas_that_start_at_once_migrate_once() throws Exception {
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(() -> {
                    migrate("outbox", "parcels");
                    return null;
                });
            }
            for (Future<Void> start : replicas.invokeAll(starts)) {
                start.get();
            }
        }

        assertThat(versions("flyway_parcels_history")).containsOnlyOnce("1", "2");
        assertThat(versions("flyway_schema_history")).containsOnlyOnce("1", "2", "3");
    }

    @Test
    void a_database_that_is_not_there_is_waited_for_and_then_given_up() {
        database.setPortNumbers(new int[] {1});

        assertThatThrownBy(() -> new DatabaseWait(database, Duration.ofMillis(1)).untilItAnswers())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no connection to PostgreSQL")
                .hasMessageContaining("check SATANG_DATABASE_HOST")
                .hasNoCause()
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_wrong_password_is_not_waited_for() {
        database.setPassword("wrong");

        assertThatThrownBy(() -> new DatabaseWait(database, Duration.ofDays(1)).untilItAnswers())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("check SATANG_DATABASE_PASSWORD")
                .hasNoCause()
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_database_that_does_not_exist_is_not_waited_for() {
        database.setDatabaseName("nowhere");

        assertThatThrownBy(() -> new DatabaseWait(database, Duration.ofDays(1)).untilItAnswers())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SATANG_DATABASE_NAME");
    }

    @Test
    void a_database_of_another_service_is_refused_and_left_alone() throws Exception {
        migrate("outbox", "parcels");
        execute("DROP TABLE outbox; DROP TABLE flyway_outbox_history");

        assertThatThrownBy(
                        () -> migrations("another-service", "outbox", "parcels").migrate(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the database " + DATABASE + " belongs to letter-service")
                .hasMessageContaining("give another-service a database of its own");
        assertThat(query("SELECT to_regclass('outbox')::text")).containsOnlyNulls();
    }

    @Test
    void a_database_that_other_migrations_have_made_is_refused_in_one_line_and_gets_no_owner() throws Exception {
        migrate("outbox", "parcels");
        execute("TRUNCATE schema_owner; UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

        assertThatThrownBy(() -> migrate("outbox", "parcels"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("was not made by letter-service")
                .hasMessageContaining("check SATANG_DATABASE_HOST")
                .hasNoCause()
                .hasMessageNotContaining("\n");
        assertThat(query("SELECT service FROM schema_owner")).isEmpty();
    }

    private void migrate(String... shared) throws InterruptedException, SQLException {
        migrations("letter-service", shared).migrate(new StartupEvent());
    }

    private SchemaMigrations migrations(String service, String... shared) {
        List<SharedSchema> schemas =
                List.of(shared).stream().map(SharedSchema::new).toList();
        return new SchemaMigrations(database, own().load(), schemas, service);
    }

    /** As the services are configured. */
    private FluentConfiguration own() {
        return Flyway.configure()
                .dataSource(database)
                .locations("db/own")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .ignoreMigrationPatterns("versioned:missing", "*:future");
    }

    private List<String> versions(String history) throws SQLException {
        return query("SELECT version FROM " + history + " WHERE success");
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
