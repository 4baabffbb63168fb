package io.satang.offers.card;

import static io.satang.offers.Merchants.other;
import static io.satang.offers.Merchants.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.Rows;
import io.satang.offers.ServiceTest;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /persons} and their cards: who joins, and that nothing is kept of a card by which it could be used. */
@ServiceTest
class CardTest {
    @Inject
    Fingerprints fingerprints;

    @Inject
    Rows rows;

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void a_person_is_made_shown_and_changed() {
        String id = Programme.person();

        owner().get("/persons/" + id)
                .then()
                .statusCode(200)
                .body("object", equalTo("person"))
                .body("first_name", equalTo("Somchai"))
                .body("email", equalTo("somchai@customer.example"));
        owner().formParam("email", "new@customer.example")
                .patch("/persons/" + id)
                .then()
                .statusCode(200)
                .body("email", equalTo("new@customer.example"))
                .body("last_name", equalTo("Prasert"));
        other().get("/persons/" + id).then().statusCode(404);
        other().formParam("email", "x@y.example").patch("/persons/" + id).then().statusCode(404);
        owner().queryParam("order", "reverse_chronological")
                .get("/persons")
                .then()
                .body("data.id[0]", equalTo(id));
    }

    @Test
    void what_is_wrong_with_a_person_is_said_at_once() {
        owner().formParam("first_name", "4242424242424242")
                .formParam("email", "nobody")
                .post("/persons")
                .then()
                .statusCode(400)
                .body(
                        "message",
                        equalTo(
                                "first_name must not hold a card number, last_name cannot be blank, and email is invalid"));
    }

    @Test
    void a_card_is_recognised_by_what_the_vault_recognises_it_by() {
        String number = Programme.number();

        Programme.register(Programme.person(), number)
                .then()
                .statusCode(200)
                .body("object", equalTo("card"))
                .body("id", matchesPattern("card_test_[0-9a-z]{19}"))
                .body("brand", equalTo("Visa"))
                .body("last_digits", equalTo(number.substring(12)))
                .body("fingerprint", equalTo(fingerprints.of(Merchants.ACCOUNT, new CardNumber(number))));
    }

    @Test
    void the_number_and_the_code_are_in_no_row() {
        String number = Programme.number();
        String key = UUID.randomUUID().toString();
        String card = owner().header("Idempotency-Key", key)
                .formParam("card[name]", "Somchai Prasert")
                .formParam("card[number]", number)
                .formParam("card[expiration_month]", "12")
                .formParam("card[expiration_year]", "2040")
                .formParam("card[security_code]", "987")
                .post("/persons/" + Programme.person() + "/cards")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        List<String> tables = rows.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        assertThat(rows.count("SELECT count(*) FROM cards WHERE id = ?", card)).isEqualTo(1);
        assertThat(tables)
                .contains("cards", "card_fingerprints", "idempotency_keys", "outbox")
                .allSatisfy(table -> assertThat(rows.texts("SELECT t::text FROM " + table + " t"))
                        .noneMatch(row -> row.contains(number)));
    }

    @Test
    void a_card_that_is_registered_again_is_the_same_and_one_of_somebody_else_is_refused() {
        String person = Programme.person();
        String number = Programme.number();
        String first = Programme.register(person, number).path("id");

        Programme.register(person, number).then().statusCode(200).body("id", equalTo(first));
        Programme.register(Programme.person(), number)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_card"))
                .body("message", equalTo("the card is another person's"));
        owner().get("/persons/" + person + "/cards").then().body("data.id", contains(first));
    }

    @Test
    void what_is_no_card_is_refused_with_all_that_is_wrong_with_it() {
        Response refused = owner().formParam("card[number]", "4242424242424241")
                .formParam("card[expiration_month]", "13")
                .formParam("card[expiration_year]", "2040")
                .post("/persons/" + Programme.person() + "/cards");

        refused.then()
                .statusCode(400)
                .body("code", equalTo("invalid_card"))
                .body("message", not(containsString("4242424242424241")))
                .body("message", containsString("number is invalid"))
                .body("message", containsString("name can't be blank"));
    }

    @Test
    void a_number_in_another_place_is_refused_and_not_repeated() {
        String number = Programme.number();

        owner().formParam("person_id", number)
                .post("/cards")
                .then()
                .statusCode(404)
                .body("message", equalTo("person … was not found"));
        owner().get("/cards/" + number).then().statusCode(404).body("message", equalTo("card … was not found"));
        owner().formParam("card[name]", "Somchai " + Programme.number())
                .formParam("card[number]", number)
                .formParam("card[expiration_month]", "12")
                .formParam("card[expiration_year]", "2040")
                .post("/persons/" + Programme.person() + "/cards")
                .then()
                .statusCode(400)
                .body("message", equalTo("name is invalid"));
    }

    @Test
    void a_customers_own_device_registers_a_card_with_the_public_key() {
        String card = Merchants.as(TestAccounts.PUBLIC_KEY)
                .formParam("person_id", Programme.person())
                .formParam("card[name]", "Somchai Prasert")
                .formParam("card[number]", Programme.number())
                .formParam("card[expiration_month]", "12")
                .formParam("card[expiration_year]", "2040")
                .post("/cards")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        Merchants.as(TestAccounts.PUBLIC_KEY).get("/cards/" + card).then().statusCode(403);
        other().get("/cards/" + card).then().statusCode(404);
    }
}
