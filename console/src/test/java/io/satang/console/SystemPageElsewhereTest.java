package io.satang.console;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where nobody can be asked how everything does, as in production, nobody is shown it. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class SystemPageElsewhereTest {
    @Test
    void thereIsNoSuchPageAndNoWayToIt() {
        PlatformStandIn.reset();
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);

        browser.get("/console/system").then().statusCode(404);
        browser.get("/console/charges").then().body(not(containsString("/console/system")));
        browser.submit("/console/methods", "/console/system/redrive", Map.of("service", "charge-service"))
                .then()
                .statusCode(404);
    }
}
