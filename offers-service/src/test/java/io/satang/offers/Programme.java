package io.satang.offers;

import static io.satang.offers.Merchants.owner;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An offer programme, step by step as the reference walks through it. */
public final class Programme {
    /** A number for each card of a test, so that tests do not see each other's. */
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    private Programme() {}

    /** Makes an offer of five percent at the account itself, and what else is given; answers its id. */
    public static String offer(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "merchant_id", Merchants.ACCOUNT,
                "name", "programme " + NUMBERS.incrementAndGet(),
                "reward[type]", "percent",
                "reward[percent]", "5",
                "starts_at", "2026-01-01T00:00:00Z"));
        all.putAll(more);
        return owner().formParams(all)
                .post("/offers")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    /** The same without anything else. */
    public static String offer() {
        return offer(Map.of());
    }

    /** Makes a person; answers its id. */
    public static String person() {
        return owner().formParam("first_name", "Somchai")
                .formParam("last_name", "Prasert")
                .formParam("email", "somchai@customer.example")
                .post("/persons")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    /** A card's number that no other test has. */
    public static String number() {
        String first = "4" + String.format("%014d", NUMBERS.incrementAndGet());
        for (int digit = 0; digit < 10; digit++) {
            if (luhn(first + digit)) {
                return first + digit;
            }
        }
        throw new IllegalStateException("one of ten digits fits");
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Registers a card. */
    public static Response register(String person, String number) {
        return owner().formParam("person_id", person)
                .formParam("card[name]", "Somchai Prasert")
                .formParam("card[number]", number)
                .formParam("card[expiration_month]", "12")
                .formParam("card[expiration_year]", "2040")
                .formParam("card[security_code]", "123")
                .post("/cards");
    }

    /** Registers a card that no other test has; answers its id. */
    public static String card(String number) {
        return register(person(), number).then().statusCode(200).extract().path("id");
    }

    /** Links a card to an offer; answers the link's id. */
    public static String link(String card, String offer) {
        return owner().formParam("offer_id", offer)
                .post("/cards/" + card + "/offers")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
