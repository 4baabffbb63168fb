package io.satang.charge.customer;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.satang.charge.Merchant;
import io.satang.charge.source.SourceServiceStandIn;
import io.satang.events.CardFailure;
import io.satang.events.EventJson;
import io.satang.events.RawJson;
import io.satang.events.TokenCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.time.TimeFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tokens that the vault knows, and what it does wrong. */
@ApplicationScoped
public class TestCards {
    private static final Duration OPEN = Duration.ofMinutes(30);

    private final Ids ids;
    private final Clock clock;
    private final String sourceServiceUrl;

    TestCards(Ids ids, Clock clock, @ConfigProperty(name = "satang.source-service.url") String sourceServiceUrl) {
        this.ids = ids;
        this.clock = clock;
        this.sourceServiceUrl = sourceServiceUrl;
    }

    /** A token of a Visa that pays. */
    public TokenCreated token(Merchant merchant) {
        return known(merchant, OPEN, Optional.empty());
    }

    /** The same of a card that is declined. */
    public TokenCreated failing(Merchant merchant, CardFailure failure) {
        return known(merchant, OPEN, Optional.of(failure));
    }

    /** The same that has expired. */
    public TokenCreated expired(Merchant merchant) {
        return known(merchant, OPEN.negated(), Optional.empty());
    }

    /** The same that the vault does not know. */
    public TokenCreated unknown(Merchant merchant) {
        return token(merchant, OPEN, Optional.empty());
    }

    /** From now on the vault does what it is asked about this token or card, and its answer is lost. */
    public void losesAnswer(String id) {
        tell("/internal/cards/faults/" + id, "lose");
    }

    /** From now on the vault does nothing when it is asked about this token or card. */
    public void isDown(String id) {
        tell("/internal/cards/faults/" + id, "down");
    }

    /** The vault is well again. */
    public void recovers(String id) {
        tell("/internal/cards/faults/" + id, "none");
    }

    /** Whether the vault keeps this card. */
    public boolean keeps(String cardId) {
        return asService().get(sourceServiceUrl + "/internal/cards/" + cardId).statusCode() == 200;
    }

    private TokenCreated known(Merchant merchant, Duration open, Optional<CardFailure> failure) {
        TokenCreated token = token(merchant, open, failure);
        tell("/internal/cards/tokens", EventJson.write(token));
        return token;
    }

    private void tell(String path, String body) {
        asService().body(body).put(sourceServiceUrl + path).then().statusCode(200);
    }

    private static RequestSpecification asService() {
        return given().header("Satang-Internal-Token", SourceServiceStandIn.TOKEN);
    }

    private TokenCreated token(Merchant merchant, Duration open, Optional<CardFailure> failure) {
        boolean livemode = !merchant.accountId().startsWith("account_test_");
        String cardId = ids.next("card", livemode);
        Instant now = clock.instant();
        return new TokenCreated(
                ids.next("tokn", livemode),
                merchant.accountId(),
                livemode,
                cardId,
                "Visa",
                true,
                failure,
                now.plus(open),
                new RawJson(card(cardId, livemode, now)));
    }

    private static String card(String id, boolean livemode, Instant createdAt) {
        return """
                {"object":"card","id":"%s","livemode":%s,"location":null,"deleted":false,"street1":"1448/4 Praditmanutham Road",\
                "street2":null,"city":"Bangkok","state":null,"phone_number":null,"postal_code":"10320","country":"th","financing":"credit",\
                "bank":"BANK","brand":"Visa","fingerprint":"Zmlu","first_digits":null,"last_digits":"4242","name":"Somchai Prasert",\
                "expiration_month":12,"expiration_year":2099,"security_code_check":true,"tokenization_method":null,"created_at":"%s"}\
                """.formatted(id, livemode, TimeFormat.iso(createdAt));
    }
}
