package io.satang.charge.read;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.specification.RequestSpecification;
import io.satang.charge.Merchant;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.SourceServiceStandIn;
import io.satang.charge.source.TestSources;
import io.satang.testing.TestAccounts;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the webhook-service asks. */
@QuarkusTest
class InternalChargeTest {
    @Inject
    TestSources sources;

    @Test
    void a_charge_is_known_to_its_account_as_soon_as_it_is_made() {
        String id = charge();

        trusted()
                .queryParam("account_id", TestAccounts.ACCOUNT)
                .get(path(id))
                .then()
                .statusCode(204);
    }

    @Test
    void it_is_unknown_to_any_other_account() {
        String id = charge();

        trusted()
                .queryParam("account_id", "account_test_nobody")
                .get(path(id))
                .then()
                .statusCode(404);
        trusted().get(path(id)).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chrg_test_5satang000000000000", "x", "%00", "%F0%9F%98%80"})
    void what_is_no_charge_is_unknown(String id) {
        trusted()
                .urlEncodingEnabled(false)
                .queryParam("account_id", TestAccounts.ACCOUNT)
                .get(path(id))
                .then()
                .statusCode(404);
    }

    @Test
    void merchants_find_no_such_route() {
        String id = charge();

        management().get(path(id)).then().statusCode(401);
        Merchant.SATANG.request().get(path(id)).then().statusCode(404);
    }

    private String charge() {
        return Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
    }

    private static String path(String id) {
        return "/internal/charges/" + id;
    }

    private static RequestSpecification trusted() {
        return management().header("Satang-Internal-Token", SourceServiceStandIn.TOKEN);
    }

    private static RequestSpecification management() {
        return given().port(CDI.current().select(HttpServer.class).get().getManagementPort());
    }
}
