package io.satang.account.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.account.Merchant;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpeningOnceTest {
    private static final String REPLAYED = "Idempotent-Replayed";

    private final String key = UUID.randomUUID().toString();

    @Inject
    DataSource database;

    @Test
    void a_repeated_opening_is_answered_the_same_account_without_its_keys() {
        JsonPath first = open("owner@merchant.example")
                .then()
                .statusCode(200)
                .header(REPLAYED, nullValue())
                .body("keys", hasSize(2))
                .extract()
                .jsonPath();

        open("owner@merchant.example")
                .then()
                .statusCode(200)
                .header(REPLAYED, "true")
                .body("account", equalTo(first.getMap("account")))
                .body("keys", empty());
        Merchant.awaitStatus(Merchant.key(first, "secret"), 200);
    }

    @Test
    void repetitions_that_come_together_open_one_account() throws Exception {
        List<Response> answers = together(() -> open("owner@merchant.example"), 5);

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.path("account.id")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header(REPLAYED) == null))
                .hasSize(1);
    }

    @Test
    void another_request_with_the_key_is_refused() {
        open("owner@merchant.example").then().statusCode(200);

        open("other@merchant.example").then().statusCode(422).body("code", equalTo("idempotency_key_mismatch"));
    }

    @Test
    void an_empty_key_is_refused_and_not_taken_for_none() {
        open("owner@merchant.example", "")
                .then()
                .statusCode(400)
                .body("message", equalTo("idempotency key is invalid"));
    }

    @Test
    void a_refused_opening_leaves_its_key_free() {
        open("nobody").then().statusCode(400);

        open("owner@merchant.example").then().statusCode(200).header(REPLAYED, nullValue());
    }

    @Test
    void no_api_key_is_stored_with_the_answer() throws SQLException {
        open("owner@merchant.example").then().statusCode(200);

        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT answer FROM idempotency_keys WHERE key = ?")) {
            select.setString(1, key);
            ResultSet rows = select.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).contains("account_test_").doesNotContain("key_test_");
        }
    }

    @Test
    void a_key_counts_for_a_day() throws SQLException {
        String first = open("owner@merchant.example").path("account.id");
        update("UPDATE idempotency_keys SET created_at = created_at - interval '24 hours' WHERE key = ?");

        open("other@merchant.example")
                .then()
                .statusCode(200)
                .header(REPLAYED, nullValue())
                .body("account.id", not(first));
    }

    @Test
    void a_repetition_does_not_wait_for_ever_for_the_first() throws SQLException {
        try (Connection first = database.getConnection()) {
            first.setAutoCommit(false);
            try (PreparedStatement claim = first.prepareStatement("""
                    INSERT INTO idempotency_keys (account_id, key, request_hash, answer, created_at)
                    VALUES ('operator', ?, repeat('0', 64), '{}', now())
                    """)) {
                claim.setString(1, key);
                claim.executeUpdate();
                open("owner@merchant.example").then().statusCode(409).body("code", equalTo("idempotency_key_in_use"));
            } finally {
                first.rollback();
                first.setAutoCommit(true);
            }
        }
    }

    private Response open(String email) {
        return open(email, key);
    }

    private static Response open(String email, String key) {
        return Merchant.operator()
                .header("Idempotency-Key", key)
                .formParam("email", email)
                .post("/internal/accounts");
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static <T> List<T> together(Callable<T> request, int count)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<T>> answers = threads.invokeAll(
                    IntStream.range(0, count).mapToObj(each -> request).toList());
            Stream.Builder<T> found = Stream.builder();
            for (Future<T> answer : answers) {
                found.add(answer.get());
            }
            return found.build().toList();
        }
    }
}
