package io.satang.account.info;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.satang.account.Merchant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SystemInfoTest {

    @Test
    void theRootTellsWhichVersionIsSpoken() {
        Merchant.open()
                .request()
                .get("/")
                .then()
                .statusCode(200)
                .body("object", equalTo("system_info"))
                .body("location", equalTo("/"))
                .body("versions", contains("2019-05-29"));
    }

    @Test
    void theRootAsksForAKey() {
        RestAssured.get("/").then().statusCode(401);
    }

    @Test
    void aBrowserIsSentToTheConsole() {
        RestAssured.given()
                .redirects()
                .follow(false)
                .accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console"));
    }

    @Test
    void aClientWithAKeyIsAnsweredWhateverItAccepts() {
        Merchant.open()
                .request()
                .accept("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2")
                .get("/")
                .then()
                .statusCode(200)
                .body("object", equalTo("system_info"));
    }

    @Test
    void theServiceIsReadyOnceItKnowsTheAccounts() {
        Merchant.management().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void noneOfThatIsServedAtThePortOfTheApi() {
        for (String path : List.of("/q/health/ready", "/q/metrics")) {
            RestAssured.get(path).then().statusCode(404);
        }
    }

    @Test
    void metricsAreServed() {
        Merchant.management().get("/q/metrics").then().statusCode(200);
    }
}
