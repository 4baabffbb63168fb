package io.satang.charge.card;

import io.restassured.RestAssured;
import io.satang.charge.source.SourceServiceStandIn;
import io.satang.events.EventJson;
import io.satang.events.TokenCreated;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes tokens that the vault knows. */
@ApplicationScoped
public class TestTokens {
    private final String sourceServiceUrl;

    TestTokens(@ConfigProperty(name = "satang.source-service.url") String sourceServiceUrl) {
        this.sourceServiceUrl = sourceServiceUrl;
    }

    /** The token's id; the vault knows it. */
    public String made(TokenCreated token) {
        RestAssured.given()
                .header("Satang-Internal-Token", SourceServiceStandIn.TOKEN)
                .body(EventJson.write(token))
                .put(sourceServiceUrl + "/internal/tokens")
                .then()
                .statusCode(200);
        return token.tokenId();
    }
}
