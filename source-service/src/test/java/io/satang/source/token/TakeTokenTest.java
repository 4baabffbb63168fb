package io.satang.source.token;

import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.as;
import static io.satang.source.token.Tokenization.internal;
import static io.satang.source.token.Tokenization.keep;
import static io.satang.source.token.Tokenization.tokenize;
import static io.satang.source.token.Tokenization.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token is taken once, by whoever comes first. */
@ServiceTest
class TakeTokenTest {
    private static final String VISA = "4242424242424242";
    private static final String CHARGE = "chrg_test_00000000000000000a1";
    private static final String OTHER_CHARGE = "chrg_test_00000000000000000a2";
    private static final String CUSTOMER = "cust_test_00000000000000000b1";

    @Inject
    Rows rows;

    private String token;

    @BeforeEach
    void a_token() {
        Merchants.ready();
        token = tokenize(THAI_PUBLIC, VISA).path("id");
    }

    @Test
    void a_charge_is_given_what_was_announced_and_may_ask_again() {
        Response first = use(token, TestAccounts.ACCOUNT, CHARGE);
        Response again = use(token, TestAccounts.ACCOUNT, CHARGE);

        first.then()
                .statusCode(200)
                .body("token_id", equalTo(token))
                .body("card_id", equalTo(first.path("card.id")))
                .body("security_code", is(true))
                .body("card.last_digits", equalTo("4242"))
                .body("test_failure", nullValue())
                .body("expires_at", notNullValue());
        assertThat(again.asString()).isEqualTo(first.asString());
        as(THAI_PUBLIC)
                .get("/tokens/" + token)
                .then()
                .body("used", is(true))
                .body("charge_status", equalTo("pending"))
                .body("card.last_digits", equalTo("4242"));
    }

    @Test
    void charges_that_ask_together_are_answered_each_for_itself() {
        String other = tokenize(THAI_PUBLIC, VISA).path("id");
        use(other, TestAccounts.ACCOUNT, OTHER_CHARGE).then().statusCode(200);

        Response answers = useEach(List.of(
                wish(token, CHARGE),
                wish(other, CHARGE),
                wish("tok_asdf", CHARGE),
                Map.of(),
                wish(token, OTHER_CHARGE)));

        answers.then()
                .statusCode(200)
                .body("answers.status", equalTo(List.of(200, 400, 404, 400, 400)))
                .body("answers[0].body.token_id", equalTo(token))
                .body("answers[1].body.code", equalTo("used_token"))
                .body("answers[2].body.message", equalTo("token tok_asdf was not found"))
                .body("answers[3].body.message", equalTo("token_id cannot be blank"))
                .body("answers[4].body.code", equalTo("used_token"));
    }

    @Test
    void no_charges_and_too_many_are_refused() {
        useEach(List.of()).then().statusCode(400).body("message", equalTo("uses must be 1 to 64"));
        useEach(Collections.nCopies(65, wish(token, CHARGE))).then().statusCode(400);
        use(token, TestAccounts.ACCOUNT, OTHER_CHARGE).then().statusCode(200);
    }

    private static Map<String, String> wish(String token, String charge) {
        return Map.of("token_id", token, "account_id", TestAccounts.ACCOUNT, "charge_id", charge);
    }

    private static Response useEach(List<Map<String, String>> uses) {
        return internal().body(Map.of("uses", uses)).post("/internal/tokens/use");
    }

    @Test
    void another_charge_and_a_customer_are_told_that_it_is_used() {
        use(token, TestAccounts.ACCOUNT, CHARGE).then().statusCode(200);

        for (Response late :
                List.of(use(token, TestAccounts.ACCOUNT, OTHER_CHARGE), keep(token, TestAccounts.ACCOUNT, CUSTOMER))) {
            late.then()
                    .statusCode(400)
                    .body("code", equalTo("used_token"))
                    .body("message", equalTo("token was already used"));
        }
    }

    @Test
    void of_twenty_charges_at_once_one_gets_it() throws Exception {
        try (ExecutorService charges = Executors.newFixedThreadPool(20)) {
            List<Future<Response>> answers = IntStream.range(0, 20)
                    .mapToObj(
                            i -> charges.submit(() -> use(token, TestAccounts.ACCOUNT, "chrg_test_%019d".formatted(i))))
                    .toList();
            int given = 0;
            for (Future<Response> answer : answers) {
                given += answer.get().statusCode() == 200 ? 1 : 0;
                assertThat(answer.get().statusCode()).isIn(200, 400);
            }
            assertThat(given).isOne();
        }
    }

    @Test
    void the_security_code_is_gone_once_it_is_taken_and_the_number_stays_for_the_provider() {
        assertThat(rows.count("SELECT count(security_code) FROM token_secrets WHERE token_id = ?", token))
                .isOne();

        use(token, TestAccounts.ACCOUNT, CHARGE).then().statusCode(200);

        assertThat(rows.count("SELECT count(security_code) FROM token_secrets WHERE token_id = ?", token))
                .isZero();
        assertThat(rows.count("SELECT count(material) FROM token_secrets WHERE token_id = ?", token))
                .isOne();
    }

    @Test
    void a_card_that_was_deleted_is_not_given_to_its_customer_again() {
        String card = keep(token, TestAccounts.ACCOUNT, CUSTOMER).path("card_id");
        delete(card, TestAccounts.ACCOUNT).then().body("deleted", is(true));

        keep(token, TestAccounts.ACCOUNT, CUSTOMER)
                .then()
                .statusCode(400)
                .body("code", equalTo("used_token"))
                .body("message", equalTo("token was already used"));
    }

    @Test
    void a_customer_keeps_the_card_until_it_is_deleted() {
        Response kept = keep(token, TestAccounts.ACCOUNT, CUSTOMER);
        String card = kept.path("card_id");

        kept.then().statusCode(200);
        assertThat(keep(token, TestAccounts.ACCOUNT, CUSTOMER).asString()).isEqualTo(kept.asString());
        use(token, TestAccounts.ACCOUNT, CHARGE).then().body("code", equalTo("used_token"));
        as(THAI_PUBLIC).get("/tokens/" + token).then().body("used", is(true)).body("card", nullValue());
        assertThat(rows.count("SELECT count(*) FROM token_secrets WHERE token_id = ?", token))
                .isZero();
        assertThat(rows.count("SELECT count(*) FROM kept_cards WHERE card_id = ?", card))
                .isOne();

        delete(card, TestAccounts.OTHER_ACCOUNT).then().statusCode(200).body("deleted", is(false));
        delete(card, TestAccounts.ACCOUNT).then().statusCode(200).body("deleted", is(true));
        delete(card, TestAccounts.ACCOUNT).then().statusCode(200).body("deleted", is(false));
        assertThat(rows.count("SELECT count(*) FROM kept_cards WHERE card_id = ?", card))
                .isZero();
    }

    @Test
    void another_accounts_token_is_not_found_even_by_who_asks_at_the_same_moment() throws Exception {
        try (ExecutorService charges = Executors.newFixedThreadPool(8)) {
            List<Future<Response>> strangers = IntStream.range(0, 7)
                    .mapToObj(i -> charges.submit(() -> use(token, TestAccounts.OTHER_ACCOUNT, OTHER_CHARGE)))
                    .toList();
            Future<Response> owner = charges.submit(() -> use(token, TestAccounts.ACCOUNT, CHARGE));
            for (Future<Response> stranger : strangers) {
                stranger.get().then().statusCode(404).body("message", equalTo("token " + token + " was not found"));
            }
            owner.get().then().statusCode(200);
        }
    }

    @Test
    void an_expired_token_is_given_to_nobody() {
        rows.update("UPDATE tokens SET created_at = now() - interval '30 minutes' WHERE id = ?", token);

        use(token, TestAccounts.ACCOUNT, CHARGE)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_card_token"))
                .body("message", equalTo("token has expired"));
        keep(token, TestAccounts.ACCOUNT, CUSTOMER).then().statusCode(400);
    }

    @Test
    void what_was_taken_in_time_may_be_asked_for_again_later() {
        use(token, TestAccounts.ACCOUNT, CHARGE).then().statusCode(200);
        rows.update("UPDATE tokens SET created_at = now() - interval '1 day' WHERE id = ?", token);

        use(token, TestAccounts.ACCOUNT, CHARGE).then().statusCode(200);
        use(token, TestAccounts.ACCOUNT, OTHER_CHARGE).then().body("code", equalTo("used_token"));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        use("tok_asdf", TestAccounts.ACCOUNT, CHARGE)
                .then()
                .statusCode(404)
                .body("message", equalTo("token tok_asdf was not found"));
        use(token, TestAccounts.ACCOUNT, "chrg'; --").then().statusCode(400);
        keep(token, TestAccounts.ACCOUNT, CHARGE).then().statusCode(400);
        internal()
                .body(Map.of("charge_id", CHARGE))
                .post("/internal/tokens/{id}/use", token)
                .then()
                .statusCode(400)
                .body("message", equalTo("account_id cannot be blank"));
    }

    private static Response delete(String card, String account) {
        return internal().body(Map.of("account_id", account)).post("/internal/cards/{id}/delete", card);
    }
}
