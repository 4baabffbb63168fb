package io.satang.platform.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.platform.key.KeyHash;
import io.satang.testing.Infra;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose keys work, through repetitions, restarts and records that cannot be read, with a real PostgreSQL. */
class AccountCopyTest {
    private static final String DATABASE = "common_api";
    private static final String ACCOUNT = "account_test_1";
    private static final String OLD = "skey_test_old";
    private static final String NEW = "skey_test_new";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final KeyHash HASH = new KeyHash("pepper of the test");
    private static final Vertx VERTX = Vertx.vertx();

    private static Pool pool;

    private final AtomicInteger unreadable = new AtomicInteger();
    private final Replica replica = new Replica();

    /** One replica's memory on the table that all share. */
    private final class Replica {
        private final AccountIndex index = new AccountIndex(HASH, CLOCK, false);
        private final AccountCopy copy =
                new AccountCopy(index, new PgAccountCopyTable(pool), unreadable::incrementAndGet);

        Replica started() {
            copy.load().await().indefinitely();
            return this;
        }

        void hears(ConsumerRecord<String, String> message) {
            copy.read(message);
            copy.write().await().indefinitely();
        }

        boolean accepts(String key) {
            return index.authenticate(key).isPresent();
        }
    }

    @BeforeAll
    static void connect() throws IOException {
        Map<String, String> settings = Infra.start(DATABASE);
        pool = Pool.newInstance(PgBuilder.pool()
                .connectingTo(new PgConnectOptions()
                        .setHost(settings.get("satang.database.host"))
                        .setPort(Integer.parseInt(settings.get("satang.database.port")))
                        .setDatabase(DATABASE)
                        .setUser(DATABASE)
                        .setPassword(DATABASE))
                .using(VERTX)
                .build());
        try (InputStream sql = AccountCopyTest.class.getResourceAsStream("/db/account_copy/V1__account_copy.sql")) {
            pool.query(new String(sql.readAllBytes(), UTF_8)).executeAndAwait();
        }
    }

    @AfterAll
    static void disconnect() {
        pool.closeAndAwait();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void emptyTable() {
        pool.query("TRUNCATE account_copy").executeAndAwait();
    }

    @Test
    void a_revoked_key_stays_revoked_when_the_topic_is_read_again_from_the_beginning() {
        replica.hears(told(1, OLD));
        replica.hears(told(2, NEW));

        replica.copy.read(told(1, OLD));

        assertThat(replica.accepts(OLD)).isFalse();
        assertThat(replica.accepts(NEW)).isTrue();
    }

    @Test
    void keys_are_known_after_a_restart_while_kafka_is_away() {
        replica.hears(told(1, OLD));
        replica.hears(told(2, NEW));

        Replica restarted = new Replica().started();

        assertThat(restarted.accepts(NEW)).isTrue();
        assertThat(restarted.accepts(OLD)).isFalse();
    }

    @Test
    void a_revoked_key_stays_revoked_after_a_restart_when_only_the_stale_record_is_left_on_the_topic() {
        replica.hears(told(2, NEW));

        Replica restarted = new Replica().started();
        restarted.hears(told(1, OLD));

        assertThat(restarted.accepts(OLD)).isFalse();
        assertThat(restarted.accepts(NEW)).isTrue();
    }

    @Test
    void a_replica_that_lags_behind_does_not_take_the_table_back() {
        Replica lagging = new Replica();
        replica.hears(told(2, NEW));

        lagging.hears(told(1, OLD));

        assertThat(new Replica().started().accepts(OLD)).isFalse();
        assertThat(new Replica().started().accepts(NEW)).isTrue();
    }

    @Test
    void no_key_outlives_a_version_that_cannot_be_read_and_neighbours_keep_theirs() {
        replica.hears(told(1, OLD));
        replica.hears(told("account_test_2", 1, "skey_test_neighbour"));

        replica.hears(message(ACCOUNT, 2, "{\"account_id\":\"" + ACCOUNT + "\"}"));

        assertThat(replica.accepts(OLD)).isFalse();
        assertThat(replica.accepts("skey_test_neighbour")).isTrue();
        assertThat(replica.index.account(ACCOUNT)).as("settings stay").isPresent();
        assertThat(unreadable).hasValue(1);
        assertThat(new Replica().started().accepts(OLD)).as("after a restart").isFalse();
    }

    @Test
    void a_readable_version_opens_a_closed_account_again() {
        replica.hears(message(ACCOUNT, 2, "{}"));

        replica.hears(told(3, NEW));

        assertThat(replica.accepts(NEW)).isTrue();
    }

    @Test
    void a_record_without_an_envelope_changes_nothing() {
        replica.hears(told(1, OLD));

        replica.hears(new ConsumerRecord<>(EventType.ACCOUNT_CHANGED.topic(), 0, 0, ACCOUNT, "{}"));

        assertThat(replica.accepts(OLD)).isTrue();
        assertThat(unreadable).hasValue(1);
    }

    @Test
    void what_could_not_be_written_is_written_later() {
        pool.query("ALTER TABLE account_copy RENAME TO account_copy_away").executeAndAwait();
        try {
            replica.hears(told(1, NEW));
            assertThat(replica.accepts(NEW)).isTrue();
            assertThat(replica.copy.unwritten()).isEqualTo(1);
        } finally {
            pool.query("ALTER TABLE account_copy_away RENAME TO account_copy").executeAndAwait();
        }

        replica.copy.write().await().indefinitely();

        assertThat(replica.copy.unwritten()).isZero();
        assertThat(new Replica().started().accepts(NEW)).isTrue();
    }

    @Test
    void more_accounts_than_one_page_are_loaded() {
        IntStream.range(0, 450)
                .forEach(number -> replica.copy.read(told("account_test_" + number, 1, "skey_test_" + number)));
        IntStream.range(0, 3).forEach(page -> replica.copy.write().await().indefinitely());

        Replica restarted = new Replica().started();

        assertThat(IntStream.range(0, 450).allMatch(number -> restarted.accepts("skey_test_" + number)))
                .isTrue();
    }

    private static ConsumerRecord<String, String> told(long version, String key) {
        return told(ACCOUNT, version, key);
    }

    private static ConsumerRecord<String, String> told(String accountId, long version, String key) {
        AccountChanged account = new AccountChanged(
                accountId,
                false,
                "TH",
                "THB",
                "owner@merchant.example",
                List.of("THB"),
                false,
                false,
                Optional.empty(),
                "2019-05-29",
                List.of(new AccountChanged.Key(HASH.of(key), KeyKind.SECRET, Optional.empty())),
                NOW,
                Optional.empty(),
                Optional.empty());
        return message(accountId, version, EventJson.write(account));
    }

    private static ConsumerRecord<String, String> message(String accountId, long version, String payload) {
        EventType type = EventType.ACCOUNT_CHANGED;
        ConsumerRecord<String, String> message = new ConsumerRecord<>(type.topic(), 0, version, accountId, payload);
        new EventEnvelope("e" + version, type, accountId, version, accountId, false, NOW)
                .headers()
                .forEach(message.headers()::add);
        return message;
    }
}
