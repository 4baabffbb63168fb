package io.satang.charge.provider.simulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a payment at the page costs the database: the charge, the provider's record and the outcome, and no row of an operation. */
@QuarkusTest
class PaymentStatementsTest {
    private static final Pattern STATEMENTS =
            Pattern.compile("satang_batch_items_count\\{queue=\"([^\"]+)\"[^}]*} (\\d+)\\.0");

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Test
    void a_payment_is_three_statements() {
        // The first of a kind makes its meters.
        pay();
        Map<String, Long> before = statements();

        String id = pay();

        Map<String, Long> more = new TreeMap<>();
        statements().forEach((queue, count) -> more.put(queue, count - before.getOrDefault(queue, 0L)));
        more.values().removeIf(count -> count == 0);
        assertThat(more).isEqualTo(Map.of("charge inserts", 1L, "simulator records", 1L, "charge updates", 1L));
        assertThat(rows.count("SELECT count(*) FROM provider_operations WHERE charge_id = ?", id))
                .isZero();
    }

    private String pay() {
        JsonPath charge = Merchant.SATANG.charged(sources.announced(SampleSources.points()));
        String uri = charge.getString("authorize_uri");
        given().redirects()
                .follow(false)
                .formParam("outcome", "successful")
                .post(uri.substring(uri.indexOf("/payments/")))
                .then()
                .statusCode(303);
        return charge.getString("id");
    }

    private static Map<String, Long> statements() {
        Map<String, Long> counts = new TreeMap<>();
        Matcher lines =
                STATEMENTS.matcher(Merchant.management().get("/q/metrics").asString());
        while (lines.find()) {
            counts.put(lines.group(1), Long.parseLong(lines.group(2)));
        }
        return counts;
    }
}
