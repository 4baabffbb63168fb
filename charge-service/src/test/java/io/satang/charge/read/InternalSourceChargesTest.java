package io.satang.charge.read;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.specification.RequestSpecification;
import io.satang.charge.Merchant;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.SourceServiceStandIn;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the source-service asks. */
@QuarkusTest
class InternalSourceChargesTest {
    @Inject
    TestSources sources;

    @Inject
    HttpServer server;

    @Test
    void a_charge_is_known_by_its_source_as_soon_as_it_is_answered() {
        String source = Merchant.SATANG
                .charged(sources.unannounced(SampleSources.points()))
                .getString("source.id");

        trusted()
                .queryParam("ids", source + ",src_test_uncharged,nonsense,src_test_\u0000")
                .get("/internal/source-charges")
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of(source, "pending")));
    }

    @Test
    void only_services_may_ask() {
        management().get("/internal/source-charges?ids=src_test_1").then().statusCode(401);
        given().header("Satang-Internal-Token", SourceServiceStandIn.TOKEN)
                .get("/internal/source-charges?ids=src_test_1")
                .then()
                .statusCode(404);
    }

    private RequestSpecification trusted() {
        return management().header("Satang-Internal-Token", SourceServiceStandIn.TOKEN);
    }

    private RequestSpecification management() {
        return given().port(server.getManagementPort());
    }
}
