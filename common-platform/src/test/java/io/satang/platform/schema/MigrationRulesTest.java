package io.satang.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations expand first and contract a release later, in all modules, and what was released is never edited. */
class MigrationRulesTest {
    private static final Path PROJECT = Path.of("..");

    // Older than these rules, and what has landed is never edited. The outbox that it locks holds rows for
    // milliseconds.
    private static final Set<String> BEFORE_THESE_RULES = Set.of("V2__relay_from_memory.sql");

    static List<Path> migrations() throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            List<Path> folders = modules.map(module -> module.resolve("src/main/resources/db"))
                    .filter(Files::isDirectory)
                    .toList();
            return folders.stream()
                    .flatMap(MigrationRulesTest::scripts)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> scripts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".sql")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void a_migration_lets_the_version_before_go_on(Path migration) throws IOException {
        String name = migration.getFileName().toString();
        boolean exempt = name.startsWith("V1__") || BEFORE_THESE_RULES.contains(name);

        assertThat(exempt ? List.of() : MigrationRules.broken(Files.readString(migration)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/db/released-migrations.csv", numLinesToSkip = 1)
    void what_was_released_is_as_it_was(String file, String sha256) throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(PROJECT.resolve(file)));

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE charges",
                "TRUNCATE charges",
                "ALTER TABLE charges DROP COLUMN terms",
                "alter table charges\n  drop terms",
                "ALTER TABLE charges ADD note text, DROP terms CASCADE",
                "ALTER TABLE charges RENAME COLUMN terms TO conditions",
                "ALTER TABLE charges RENAME TO payments",
                "ALTER TABLE charges ALTER COLUMN amount TYPE integer",
                "ALTER TABLE charges ALTER amount SET DATA TYPE numeric(10, 2)",
                "ALTER TABLE charges ALTER COLUMN description SET NOT NULL",
                "ALTER TABLE charges ADD COLUMN flow text NOT NULL",
                "ALTER TABLE charges ADD COLUMN note text DEFAULT '', ADD flow text NOT NULL",
                "ALTER TABLE charges ADD CONSTRAINT paid CHECK (amount > 1)",
                "ALTER TABLE charges ADD CHECK (amount > 1)",
                "ALTER TABLE charges ADD COLUMN flow text CHECK (flow <> '')",
                "ALTER TABLE charges ADD CONSTRAINT owner FOREIGN KEY (account_id) REFERENCES accounts (id)",
                "ALTER TABLE charges ADD CONSTRAINT one UNIQUE (page_id, id)",
                "ALTER TABLE charges ADD COLUMN reference text UNIQUE",
                "CREATE UNIQUE INDEX one ON charges (page_id)",
                "CREATE TABLE others (id text); CREATE UNIQUE INDEX some ON charges (page_id)",
            })
    void what_stops_older_code_or_locks_a_table_is_refused(String sql) {
        assertThat(MigrationRules.broken("SELECT 1;\n-- fine: this\n" + sql + ";\n"))
                .hasSize(1);
        assertThat(MigrationRules.broken("-- contract: 0.3.0\n-- locks: it is small\n" + sql + ";\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE charges ADD COLUMN flow text",
                "ALTER TABLE charges ADD COLUMN flow text NOT NULL DEFAULT 'redirect'",
                "ALTER TABLE charges ADD COLUMN seq bigint GENERATED ALWAYS AS (amount * 2) STORED",
                "ALTER TABLE charges ALTER COLUMN terms DROP NOT NULL",
                "ALTER TABLE charges ALTER COLUMN terms DROP DEFAULT",
                "ALTER TABLE charges ADD CONSTRAINT paid CHECK (amount > 1) NOT VALID",
                "ALTER TABLE charges VALIDATE CONSTRAINT paid",
                "ALTER TABLE charges DROP CONSTRAINT charges_status_check",
                "ALTER TABLE charges ADD CONSTRAINT one UNIQUE USING INDEX one",
                "CREATE UNIQUE INDEX CONCURRENTLY one ON charges (page_id)",
                "CREATE TABLE refunds (id text PRIMARY KEY, amount bigint NOT NULL CHECK (amount > 0))",
                "CREATE TABLE refunds (id text); CREATE UNIQUE INDEX some ON refunds (id); ALTER TABLE refunds ADD CHECK (id <> '')",
                "COMMENT ON TABLE charges IS 'DROP TABLE charges; is not done here'",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DROP TABLE charges; END $$",
                "UPDATE charges SET flow = terms ->> 'flow' WHERE flow IS NULL",
                "/* DROP TABLE charges; */ SELECT 1",
            })
    void what_older_code_does_not_notice_is_accepted(String sql) {
        assertThat(MigrationRules.broken(sql)).isEmpty();
    }
}
