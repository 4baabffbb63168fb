package io.satang.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.account.AccountTopic.Event;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.EventType;
import io.satang.platform.key.KeyHash;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountEventTest {
    @Inject
    Pool database;

    @Inject
    KeyHash keyHash;

    @Test
    void openingAnAccountTellsItsWholeState() {
        Merchant merchant = Merchant.open();

        Event opened = AccountTopic.await(merchant.id(), 1).getFirst();

        assertThat(opened.key()).isEqualTo(merchant.id());
        assertThat(opened.envelope().type()).isEqualTo(EventType.ACCOUNT_CHANGED);
        assertThat(opened.envelope().version()).isEqualTo(1);
        assertThat(opened.envelope().accountId()).isEqualTo(merchant.id());
        assertThat(opened.account().currency()).isEqualTo("THB");
        assertThat(opened.account().keys())
                .extracting(key -> key.kind() + " " + key.hash())
                .containsExactlyInAnyOrder(
                        KeyKind.PUBLIC + " " + keyHash.of(merchant.publicKey()),
                        KeyKind.SECRET + " " + keyHash.of(merchant.secretKey()));
    }

    @Test
    void aChangeIsToldWithTheVersionOfItsRow() {
        Merchant merchant = Merchant.open();

        merchant.request()
                .formParam("webhook_uri", "https://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(200);

        Event changed = AccountTopic.await(merchant.id(), 2).getLast();
        assertThat(changed.envelope().version()).isEqualTo(2).isEqualTo(version(merchant));
        assertThat(changed.account().webhookUri()).contains("https://merchant.example/hook");
        assertThat(changed.account().keys()).hasSize(2);
    }

    @Test
    void an_event_names_the_request_that_caused_it() {
        Merchant merchant = Merchant.open();

        merchant.request()
                .header("X-Request-Id", "patch-1")
                .formParam("webhook_uri", "https://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(200);

        Event changed = AccountTopic.await(merchant.id(), 2).getLast();
        assertThat(changed.envelope().requestId()).contains("patch-1");
    }

    @Test
    void aPatchThatChangesNothingTellsNothing() throws Exception {
        Merchant merchant = Merchant.open();

        merchant.request()
                .formParam("country", "TH")
                .formParam("chain_enabled", "false")
                .patch("/account")
                .then()
                .statusCode(200);
        merchant.request()
                .formParam("chain_enabled", "true")
                .patch("/account")
                .then()
                .statusCode(200);

        assertThat(AccountTopic.await(merchant.id(), 2)).hasSize(2);
        assertThat(version(merchant)).isEqualTo(2);
    }

    @Test
    void changesThatRaceComeOneAfterTheOther() {
        Merchant merchant = Merchant.open();
        int changes = 20;

        List<CompletableFuture<Void>> racing = IntStream.range(0, changes)
                .mapToObj(number -> CompletableFuture.runAsync(() -> merchant.request()
                        .formParam("webhook_uri", "https://merchant.example/" + number)
                        .patch("/account")
                        .then()
                        .statusCode(200)))
                .toList();
        racing.forEach(CompletableFuture::join);

        List<Event> events = AccountTopic.await(merchant.id(), changes + 1);
        assertThat(events)
                .extracting(event -> event.envelope().version())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, changes + 1).boxed().toList());
        assertThat(merchant.account().extract().jsonPath().getString("webhook_uri"))
                .isEqualTo(events.getLast().account().webhookUri().orElseThrow());
    }

    @Test
    void aChangeWhoseEventCannotBeWrittenIsNotMade() {
        Merchant merchant = Merchant.open();
        run("ALTER TABLE outbox ADD CONSTRAINT nothing_for_one CHECK (account_id <> '" + merchant.id() + "')");
        try {
            merchant.request()
                    .formParam("webhook_uri", "https://merchant.example/hook")
                    .patch("/account")
                    .then()
                    .statusCode(500);
        } finally {
            run("ALTER TABLE outbox DROP CONSTRAINT nothing_for_one");
        }

        assertThat(version(merchant)).isEqualTo(1);
        assertThat(merchant.account().extract().jsonPath().getString("webhook_uri"))
                .isNull();
    }

    @Test
    void aKeyIsStoredNowhereInClear() {
        Merchant merchant = Merchant.open();

        Row found = database.preparedQuery("""
                        SELECT count(*) AS rows FROM api_keys
                        WHERE account_id = $1 AND (hash LIKE '%key%' OR length(hash) <> 64)
                        """)
                .executeAndAwait(Tuple.of(merchant.id()))
                .iterator()
                .next();

        assertThat(found.getLong("rows")).isZero();
    }

    private long version(Merchant merchant) {
        return database.preparedQuery("SELECT version FROM accounts WHERE id = $1")
                .executeAndAwait(Tuple.of(merchant.id()))
                .iterator()
                .next()
                .getLong("version");
    }

    private void run(String sql) {
        database.query(sql).executeAndAwait();
    }
}
