package io.satang.offers;

import static io.satang.offers.Merchants.other;
import static io.satang.offers.Merchants.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong is answered with an error that says so, and nothing is half done. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String PAN = "4242424242424242";
    private static final String NOBODY = "_test_5satang000000000404";
    private static final List<String> TABLES = List.of(
            "merchants",
            "offers",
            "persons",
            "cards",
            "card_fingerprints",
            "card_offers",
            "redemptions",
            "idempotency_keys");

    @Inject
    Rows rows;

    private final Map<String, String> ids = new LinkedHashMap<>();

    /**
     * Something that is wrong.
     *
     * @param path   with names of the test's objects in braces
     * @param form   what is sent, {@code name=value}
     * @param status what it is answered
     */
    record Mistake(
            String what, boolean byOther, Method method, String path, List<String> form, int status, String code) {
        static Mistake notFound(String what, Method method, String path, String... form) {
            return new Mistake(what, false, method, path, List.of(form), 404, "not_found");
        }

        static Mistake bad(String what, Method method, String path, String... form) {
            return new Mistake(what, false, method, path, List.of(form), 400, "bad_request");
        }

        static Mistake ofAnother(Method method, String path, String... form) {
            return new Mistake("another account's", true, method, path, List.of(form), 404, "not_found");
        }

        @Override
        public String toString() {
            return what + ": " + method + " " + path + " " + String.join("&", form);
        }
    }

    @BeforeEach
    void programme() {
        Merchants.ready();
        if (ids.isEmpty()) {
            ids.put("offer", Programme.offer());
            ids.put("draft", Programme.offer(Map.of("state", "draft")));
            ids.put("paused", Programme.offer());
            owner().formParam("state", "paused").patch("/offers/" + ids.get("paused"));
            ids.put("expired", Programme.offer(Map.of("ends_at", "2040-01-01T00:00:00Z")));
            ids.put("exhausted", Programme.offer(Map.of("redemptions_total", "1")));
            rows.update(
                    "UPDATE offers SET ends_at = now(), standing = 'expired', move_at = NULL WHERE id = ?",
                    ids.get("expired"));
            rows.update(
                    "UPDATE offers SET reserved = 1, standing = 'budget_exhausted' WHERE id = ?", ids.get("exhausted"));
            ids.put("person", Programme.person());
            ids.put(
                    "card",
                    Programme.register(ids.get("person"), Programme.number()).path("id"));
            ids.put("link", Programme.link(ids.get("card"), ids.get("offer")));
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(unknown(), closed(), terms(), numbers(), others()).flatMap(each -> each);
    }

    private static Stream<Mistake> unknown() {
        return Stream.of(
                Mistake.notFound(
                        "unknown merchant",
                        Method.POST,
                        "/offers",
                        "merchant_id=58725",
                        "name=n",
                        "reward[type]=flat",
                        "reward[amount]=1"),
                Mistake.notFound("unknown merchant", Method.PATCH, "/offers/{draft}", "merchant_id=58725"),
                Mistake.notFound("unknown offer", Method.GET, "/offers/offr" + NOBODY),
                Mistake.notFound("unknown offer", Method.PATCH, "/offers/offr" + NOBODY, "name=n"),
                Mistake.notFound("unknown offer", Method.DELETE, "/offers/offr" + NOBODY),
                Mistake.notFound("unknown offer", Method.GET, "/offers/offr" + NOBODY + "/report"),
                Mistake.notFound("unknown offer", Method.POST, "/cards/{card}/offers", "offer_id=offr" + NOBODY),
                Mistake.notFound("unknown offer", Method.POST, "/cards/{card}/offers", "offer_id=nonsense"),
                Mistake.notFound("unknown offer", Method.GET, "/cards/{card}/offers/offr" + NOBODY),
                Mistake.notFound("unknown offer", Method.DELETE, "/cards/{card}/offers/offr" + NOBODY),
                Mistake.notFound("unknown card", Method.GET, "/cards/card" + NOBODY),
                Mistake.notFound("unknown card", Method.GET, "/cards/card" + NOBODY + "/offers"),
                Mistake.notFound("unknown card", Method.POST, "/cards/card" + NOBODY + "/offers", "offer_id={offer}"),
                Mistake.notFound("unknown person", Method.GET, "/persons/prsn" + NOBODY),
                Mistake.notFound("unknown person", Method.PATCH, "/persons/prsn" + NOBODY, "first_name=n"),
                Mistake.notFound("unknown person", Method.GET, "/persons/prsn" + NOBODY + "/cards"),
                Mistake.notFound("unknown person", Method.POST, "/cards", card("prsn" + NOBODY)),
                Mistake.notFound("unknown redemption", Method.GET, "/redemptions/rdmp" + NOBODY),
                Mistake.notFound(
                        "unknown charge", Method.GET, "/cards/{card}/offers/{offer}/explain?charge=chrg" + NOBODY),
                Mistake.bad("no charge", Method.GET, "/cards/{card}/offers/{offer}/explain"));
    }

    private static Stream<Mistake> closed() {
        return Stream.of("draft", "paused", "expired", "exhausted")
                .map(state ->
                        Mistake.bad(state + " offer", Method.POST, "/cards/{card}/offers", "offer_id={" + state + "}"));
    }

    private static Stream<Mistake> terms() {
        return Stream.of(
                        "starts_at=2041-01-01T00:00:00Z&ends_at=2040-01-01T00:00:00Z",
                        "starts_at=yesterday",
                        "reward[type]=percent&reward[percent]=100.01",
                        "reward[type]=percent&reward[percent]=5&reward[max_amount]=-1",
                        "reward[type]=flat&reward[amount]=-5",
                        "min_spend=-1",
                        "max_spend=-1",
                        "min_spend=2&max_spend=1",
                        "redemptions_per_card=-1",
                        "redemptions_total=-1",
                        "budget[limit]=-1",
                        "budget[limit]=99999999999999999999",
                        "new_customer_days=-1",
                        "return_period_days=-1")
                .flatMap(form -> Stream.of(
                        Mistake.bad("terms", Method.PATCH, "/offers/{draft}", form.split("&")),
                        Mistake.bad(
                                "terms",
                                Method.POST,
                                "/offers",
                                ("merchant_id=" + Merchants.ACCOUNT + "&name=n&" + rewarded(form)).split("&"))));
    }

    private static String rewarded(String form) {
        return form.contains("reward") ? form : form + "&reward[type]=flat&reward[amount]=1";
    }

    private static Stream<Mistake> numbers() {
        Stream<Mistake> offers = Stream.of(
                        "name",
                        "description",
                        "point_of_sale",
                        "metadata[note]",
                        "metadata[" + PAN + "]",
                        "metadata[deep][er]",
                        "state",
                        "benefit",
                        "time_zone",
                        "currency",
                        "days_of_week[]",
                        "channels[]",
                        "starts_at",
                        "ends_at")
                .map(name -> Mistake.bad("number", Method.PATCH, "/offers/{draft}", name + "=" + PAN));
        Stream<Mistake> persons = Stream.of("first_name", "last_name", "email", "metadata[note]")
                .flatMap(name -> Stream.of("4242 4242 4242 4242", "4242-4242-4242-4242", PAN)
                        .map(number -> name.equals("email") ? number + "@x.example" : number)
                        .map(number -> Mistake.bad("number", Method.PATCH, "/persons/{person}", name + "=" + number)));
        return Stream.of(
                        offers,
                        persons,
                        Stream.of(
                                Mistake.bad("number in a query", Method.PATCH, "/offers/{draft}?description=" + PAN),
                                Mistake.bad("number in a query", Method.GET, "/offers?state=" + PAN),
                                Mistake.bad("number in a query", Method.GET, "/redemptions?state=" + PAN),
                                Mistake.notFound("number in a query", Method.GET, "/redemptions?charge=" + PAN),
                                Mistake.notFound("number in a query", Method.GET, "/redemptions?offer=" + PAN),
                                Mistake.notFound("number in a query", Method.GET, "/redemptions?card=" + PAN),
                                Mistake.bad("number in a query", Method.GET, "/cards/{card}/offers?state=" + PAN),
                                Mistake.notFound("number in a path", Method.GET, "/offers/" + PAN),
                                Mistake.notFound("number in a path", Method.GET, "/cards/" + PAN),
                                Mistake.notFound("number in a path", Method.GET, "/persons/" + PAN),
                                Mistake.notFound("number in a path", Method.GET, "/redemptions/" + PAN),
                                Mistake.notFound(
                                        "number for an offer", Method.POST, "/cards/{card}/offers", "offer_id=" + PAN),
                                Mistake.bad(
                                        "number for a merchant",
                                        Method.PATCH,
                                        "/offers/{draft}",
                                        "merchant_id=" + PAN)))
                .flatMap(each -> each);
    }

    private static Stream<Mistake> others() {
        return Stream.of(
                Mistake.ofAnother(Method.GET, "/offers/{offer}"),
                Mistake.ofAnother(Method.PATCH, "/offers/{offer}", "state=paused"),
                Mistake.ofAnother(Method.DELETE, "/offers/{offer}"),
                Mistake.ofAnother(Method.GET, "/offers/{offer}/report"),
                Mistake.ofAnother(Method.GET, "/persons/{person}"),
                Mistake.ofAnother(Method.PATCH, "/persons/{person}", "first_name=n"),
                Mistake.ofAnother(Method.GET, "/persons/{person}/cards"),
                Mistake.ofAnother(Method.POST, "/cards", card("{person}")),
                Mistake.ofAnother(Method.GET, "/cards/{card}"),
                Mistake.ofAnother(Method.GET, "/cards/{card}/offers"),
                Mistake.ofAnother(Method.POST, "/cards/{card}/offers", "offer_id={offer}"),
                Mistake.ofAnother(Method.GET, "/cards/{card}/offers/{offer}"),
                Mistake.ofAnother(Method.DELETE, "/cards/{card}/offers/{offer}"),
                Mistake.ofAnother(Method.GET, "/cards/{card}/offers/{offer}/explain?charge=chrg" + NOBODY));
    }

    private static String[] card(String person) {
        return new String[] {
            "person_id=" + person,
            "card[name]=Somchai Prasert",
            "card[number]=" + PAN,
            "card[expiration_month]=12",
            "card[expiration_year]=2040"
        };
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_an_error_that_is_documented_and_changes_nothing(Mistake mistake) {
        List<String> before = state();

        Response answer = send(mistake);

        answer.then()
                .statusCode(mistake.status())
                .body("object", equalTo("error"))
                .body("location", startsWith("http"))
                .body("code", equalTo(mistake.code()));
        assertThat(answer.asString()).doesNotContain(PAN);
        assertThat(state()).isEqualTo(before);
    }

    private Response send(Mistake mistake) {
        RequestSpecification request = (mistake.byOther() ? other() : owner())
                .header("Idempotency-Key", UUID.randomUUID().toString());
        mistake.form().stream()
                .map(field -> field.split("=", 2))
                .forEach(field -> request.formParam(field[0], known(field[1])));
        return request.request(mistake.method(), known(mistake.path()));
    }

    private String known(String text) {
        String known = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            known = known.replace("{" + id.getKey() + "}", id.getValue());
        }
        return known;
    }

    /** All that there is, but for what others are still to be told. */
    private List<String> state() {
        return TABLES.stream()
                .map(table -> table + " "
                        + rows.single("SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM " + table + " t"))
                .toList();
    }
}
