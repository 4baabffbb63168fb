package io.satang.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void postgresFlushesCommitsAndKeepsDatabasesApart() throws Exception {
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), FreePorts.take(1)[0], Map.of());
        try (RunningProgram running =
                RunningProgram.start(postgres, folder.resolve("postgres.log")).awaitReady(TIMEOUT)) {
            postgres.address().createDatabase("charge");
            postgres.address().createDatabase("charge");
            postgres.address().createDatabase("source");

            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThatThrownBy(() -> connect(postgres, "source", "charge")).hasMessageContaining("permission denied");
            assertThat(running.handle().isAlive()).isTrue();
        }
        assertThat(postgres.isReady()).isFalse();
    }

    @Test
    void postgresStartsAgainAfterItWasKilled() throws Exception {
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), FreePorts.take(1)[0], Map.of());
        RunningProgram first =
                RunningProgram.start(postgres, folder.resolve("postgres.log")).awaitReady(TIMEOUT);
        postgres.address().createDatabase("charge");

        first.handle().destroyForcibly();
        first.handle().onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

        try (RunningProgram second =
                RunningProgram.start(postgres, folder.resolve("postgres.log")).awaitReady(TIMEOUT)) {
            connect(postgres, "charge", "charge").close();
            assertThat(second.handle().isAlive()).isTrue();
        }
    }

    @Test
    void a_wrong_password_is_refused_as_in_production() throws Exception {
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), FreePorts.take(1)[0], Map.of());
        try (RunningProgram running =
                RunningProgram.start(postgres, folder.resolve("postgres.log")).awaitReady(TIMEOUT)) {
            postgres.address().createDatabase("charge");

            assertThatThrownBy(() -> connect(postgres, "charge", "charge", "wrong"))
                    .hasMessageContaining("password authentication failed");
            assertThat(running.handle().isAlive()).isTrue();
        }
    }

    @Test
    void postgres_is_a_child_that_can_be_frozen_and_goes_on() throws Exception {
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), FreePorts.take(1)[0], Map.of());
        try (RunningProgram running =
                RunningProgram.start(postgres, folder.resolve("postgres.log")).awaitReady(TIMEOUT)) {
            long pid = running.handle().pid();
            assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
                    .contains(pid);

            Commands.run(List.of("kill", "-STOP", Long.toString(pid)));
            assertThat(postgres.isReady()).isFalse();
            Commands.run(List.of("kill", "-CONT", Long.toString(pid)));

            assertThat(running.awaitReady(TIMEOUT).handle().pid()).isEqualTo(pid);
        }
    }

    @Test
    void stacks_run_side_by_side_on_the_same_programs() throws Exception {
        int[] ports = FreePorts.take(2);
        EmbeddedPostgres one = new EmbeddedPostgres(folder.resolve("one"), ports[0], Map.of());
        EmbeddedPostgres other = new EmbeddedPostgres(folder.resolve("other"), ports[1], Map.of());
        try (RunningProgram first = RunningProgram.start(one, folder.resolve("one.log"));
                RunningProgram second = RunningProgram.start(other, folder.resolve("other.log"))) {
            first.awaitReady(TIMEOUT);
            second.awaitReady(TIMEOUT);
            one.address().createDatabase("charge");

            assertThatThrownBy(() -> connect(other, "charge", "charge")).hasMessageContaining("password");
        }
    }

    @Test
    void databaseNamesThatAreNotPlainAreRefused() {
        PostgresAddress address = new PostgresAddress("127.0.0.1", 1);

        assertThatThrownBy(() -> address.createDatabase("charge; DROP DATABASE source"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kafkaKeepsItsTopicsWhenItComesBackOnOtherPorts() throws Exception {
        int[] ports = FreePorts.take(4);
        KafkaBroker first =
                new KafkaBroker(folder.resolve("kafka"), ports[0], ports[1], 256, Jvm.of(Compilation.QUICK));
        try (RunningProgram running =
                        RunningProgram.start(first, folder.resolve("kafka.log")).awaitReady(TIMEOUT);
                Admin admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("charge.created", 4, (short) 1)))
                    .all()
                    .get();
            assertThat(running.handle().isAlive()).isTrue();
        }

        KafkaBroker second =
                new KafkaBroker(folder.resolve("kafka"), ports[2], ports[3], 256, Jvm.of(Compilation.QUICK));
        try (RunningProgram running = RunningProgram.start(second, folder.resolve("kafka.log"))
                        .awaitReady(TIMEOUT);
                Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains("charge.created");
            assertThat(running.handle().isAlive()).isTrue();
        }
    }

    @Test
    void aProgramThatEndsEarlyIsReportedWithItsLog() throws Exception {
        EmbeddedPostgres postgres =
                new EmbeddedPostgres(folder.resolve("postgres"), FreePorts.take(1)[0], Map.of("no_such", "1"));
        try (RunningProgram running = RunningProgram.start(postgres, folder.resolve("postgres.log"))) {
            assertThatThrownBy(() -> running.awaitReady(TIMEOUT)).hasMessageContaining("no_such");
        }
    }

    @Test
    void archivesAreNamedAfterThePlatform() {
        assertThat(PostgresBinaries.archive("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archive("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archive("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
        assertThat(PostgresBinaries.archive("Mac OS X", "x86_64")).isEqualTo("postgres-darwin-x86_64.txz");
    }

    @Test
    void filledFoldersAreFilledOnce() throws Exception {
        Path one = Unpacking.once(folder, "once", target -> Files.writeString(target.resolve("file"), "first"));
        Path two = Unpacking.once(folder, "once", target -> Files.writeString(target.resolve("file"), "second"));

        assertThat(two).isEqualTo(one);
        assertThat(one.resolve("file")).hasContent("first");
    }

    private static String setting(EmbeddedPostgres postgres, String name) throws Exception {
        try (Connection connection = connect(postgres, "charge", "charge");
                ResultSet rows = connection.createStatement().executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres, String database, String user) throws Exception {
        return connect(postgres, database, user, user);
    }

    private static Connection connect(EmbeddedPostgres postgres, String database, String user, String password)
            throws Exception {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database, user, password);
    }
}
