package io.satang.stack.trigger;

import io.satang.stack.api.Api;
import io.satang.stack.api.RefusedException;
import io.satang.stack.run.StackException;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Year;
import java.util.Objects;
import java.util.Optional;

/**
 * How payments are made that are made to be told of.
 *
 * @param amount   in the currency's smallest unit
 * @param type     the source's
 * @param failure  the code that it fails with
 * @param vault    where tokens of cards are made, with the account's public key; empty when that is not known
 */
record Payment(long amount, String currency, String type, Optional<String> failure, Optional<Api> vault) {
    /** The number that every test mode has. */
    private static final String TEST_CARD = "4242424242424242";

    private static final String RETURN_URI = "http://example.com/orders/345678/complete";

    Payment {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(vault, "vault");
    }

    /** A pending charge; answers its id. */
    String bySource(Api api) {
        JsonObject charge =
                charge().put("source", new JsonObject().put("type", type)).put("return_uri", RETURN_URI);
        return api.post("/charges", charge).getString("id");
    }

    /** A charge by a card that is good; answers its id. */
    String byCard(Api api, boolean capture) {
        Api cards = vault.orElseThrow(() ->
                new StackException("a token of a card is made with the account's public key; --public-key takes it"));
        JsonObject card = new JsonObject()
                .put("name", "Somchai Prasert")
                .put("number", TEST_CARD)
                .put("expiration_month", 12)
                .put("expiration_year", Year.now(Clock.systemUTC()).getValue() + 5)
                .put("security_code", "123");
        String token = cards.post("/tokens", new JsonObject().put("card", card)).getString("id");
        return api.post("/charges", charge().put("card", token).put("capture", capture))
                .getString("id");
    }

    /** Ends a pending charge, well or with the failure. */
    void end(Api api, String charge) {
        if (failure.isEmpty()) {
            api.post("/charges/" + charge + "/mark_as_paid", new JsonObject());
            return;
        }
        JsonObject reason = new JsonObject().put("failure_code", failure.get());
        try {
            api.post("/charges/" + charge + "/mark_as_failed", reason);
        } catch (RefusedException e) {
            throw new StackException(
                    "a payment by " + type + " does not fail with " + failure.get()
                            + "; --type points_citi fails with insufficient_fund (" + e.getMessage() + ")",
                    e);
        }
    }

    private JsonObject charge() {
        return new JsonObject().put("amount", amount).put("currency", currency);
    }
}
