package io.satang.account.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.satang.account.Merchant;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditTest {
    private final String requestId =
            UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);

    @Inject
    DataSource database;

    @Test
    void opening_an_account_is_kept_with_the_request_that_asked_for_it() {
        String accountId = operator()
                .formParam("email", "owner@merchant.example")
                .formParam("country", "SG")
                .post("/internal/accounts")
                .path("account.id");

        audit(accountId)
                .body("total", equalTo(1))
                .body("data[0].object", equalTo("audit_entry"))
                .body("data[0].actor", equalTo("operator"))
                .body("data[0].action", equalTo("account.opened"))
                .body("data[0].account_id", equalTo(accountId))
                .body("data[0].request_id", equalTo(requestId))
                .body("data[0].details.country", equalTo("SG"));
    }

    @Test
    void a_repeated_opening_is_kept_once() {
        String key = UUID.randomUUID().toString();
        String accountId = openWith(key);

        openWith(key);

        audit(accountId).body("total", equalTo(1));
    }

    @Test
    void rolled_and_revoked_keys_and_announcements_are_kept_in_their_order() {
        Merchant merchant = Merchant.open();

        operator().formParam("kind", "secret").post(path(merchant, "keys/roll"));
        operator().formParam("overlap_minutes", "0").post(path(merchant, "keys/roll"));
        operator().post(path(merchant, "announce"));

        audit(merchant.id())
                .body("data.action", contains("account.opened", "keys.rolled", "keys.revoked", "account.announced"))
                .body("data[1].details.kinds", equalTo("secret"))
                .body("data[1].details.overlap_minutes", equalTo("60"))
                .body("data[2].details.kinds", equalTo("public,secret"))
                .body("data[3].request_id", equalTo(requestId));
    }

    @Test
    void announcing_all_accounts_is_kept_too() {
        operator().post("/internal/accounts/announce").then().statusCode(200);

        Merchant.operator()
                .get("/internal/audit?order=reverse_chronological&limit=1")
                .then()
                .statusCode(200)
                .body("data[0].action", equalTo("accounts.announced"))
                .body("data[0].account_id", nullValue())
                .body("data[0].request_id", equalTo(requestId));
    }

    @Test
    void pages_go_through_everything() {
        Merchant merchant = Merchant.open();
        operator().post(path(merchant, "announce"));
        operator().formParam("kind", "public").post(path(merchant, "keys/roll"));

        list("account_id=" + merchant.id() + "&limit=1&offset=1")
                .body("total", equalTo(3))
                .body("limit", equalTo(1))
                .body("offset", equalTo(1))
                .body("data.action", contains("account.announced"));
        list("account_id=" + merchant.id() + "&limit=2&order=reverse_chronological")
                .body("data.action", contains("keys.rolled", "account.announced"));
        list("account_id=" + merchant.id() + "&offset=2147483647").body("data", hasSize(0));
        list("account_id=" + merchant.id() + "&to=2020-01-01").body("total", equalTo(0));
        list("limit=1").body("total", greaterThanOrEqualTo(3));
    }

    @Test
    void a_second_that_is_shown_belongs_to_the_period_that_ends_with_it() {
        Merchant merchant = Merchant.open();
        String at = audit(merchant.id()).extract().path("data[0].at");

        list("account_id=" + merchant.id() + "&from=" + at + "&to=" + at).body("total", equalTo(1));
    }

    @Test
    void neither_keys_nor_addresses_of_people_are_kept() {
        Merchant merchant = Merchant.open();
        operator().post(path(merchant, "keys/roll"));

        assertThat(audit(merchant.id()).extract().asString()).doesNotContain("key_", "owner@");
    }

    @Test
    void what_was_refused_is_not_kept() {
        operator()
                .post("/internal/accounts/account_test_nobody/keys/roll")
                .then()
                .statusCode(404);

        audit("account_test_nobody").body("total", equalTo(0));
    }

    @Test
    void nothing_is_done_that_cannot_be_kept() throws SQLException {
        Merchant merchant = Merchant.open();
        execute("ALTER TABLE audit ADD CONSTRAINT broken CHECK (account_id <> '" + merchant.id() + "') NOT VALID");
        try {
            operator()
                    .formParam("kind", "secret")
                    .formParam("overlap_minutes", "0")
                    .post(path(merchant, "keys/roll"))
                    .then()
                    .statusCode(500);
        } finally {
            execute("ALTER TABLE audit DROP CONSTRAINT broken");
        }

        merchant.account();
        audit(merchant.id()).body("data.action", contains("account.opened"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"})
    void nothing_that_was_kept_can_be_changed(String change) {
        assertThatThrownBy(() -> execute(change)).hasMessageContaining("audit is append-only");
    }

    @Test
    void only_operators_read_it() {
        Merchant.management().get("/internal/audit").then().statusCode(401);
        Merchant.management()
                .header("Satang-Internal-Token", "satang-local")
                .get("/internal/audit")
                .then()
                .statusCode(401);
        given().header("Satang-Operator-Token", "satang-local-operator")
                .get("/internal/audit")
                .then()
                .statusCode(404);
    }

    private RequestSpecification operator() {
        return Merchant.operator().header("X-Request-Id", requestId);
    }

    private String openWith(String idempotencyKey) {
        return operator()
                .header("Idempotency-Key", idempotencyKey)
                .formParam("email", "owner@merchant.example")
                .post("/internal/accounts")
                .path("account.id");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ValidatableResponse audit(String accountId) {
        return list("account_id=" + accountId);
    }

    private static ValidatableResponse list(String query) {
        return Merchant.operator().get("/internal/audit?" + query).then().statusCode(200);
    }

    private static String path(Merchant merchant, String action) {
        return "/internal/accounts/" + merchant.id() + "/" + action;
    }
}
