package io.satang.load;

import io.satang.load.Merchant.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One of each kind, made through the API: what the rows of a long history are copies of, so that they are as the services write them.
 *
 * @param account  whose they are
 * @param paid     a charge by PromptPay
 * @param byCard   a charge by card
 * @param refunded a charge by card, of which a part was given back
 * @param failed   a charge
 * @param expired  a charge
 * @param reversed a charge that was only held
 * @param pending  a charge
 * @param customer with a card
 * @param endpoint a webhook endpoint where nobody listens
 */
record Models(
        String account,
        String paid,
        String byCard,
        String refunded,
        String failed,
        String expired,
        String reversed,
        String pending,
        String customer,
        String endpoint) {
    private static final String QR = "amount=129000&currency=THB&description=Order&source[type]=promptpay";
    private static final String CARD = "amount=250000&currency=THB&description=Order&card=";
    private static final String NOWHERE = "uri=http://127.0.0.1:9/hooks";
    private static final int OFFERS = 20;

    static Models make(Merchant merchant, EventLoop loop) {
        return new Making(merchant, loop).all();
    }

    /** Their charges. */
    List<String> charges() {
        return List.of(paid, byCard, refunded, failed, expired, reversed, pending);
    }

    /**
     * Of which charge each of a thousand is a copy, before they are mixed.
     *
     * @param withReversed whether one of them was reversed, which is rare
     */
    List<String> thousand(boolean withReversed) {
        List<String> thousand = new ArrayList<>();
        thousand.addAll(Collections.nCopies(600, paid));
        thousand.addAll(Collections.nCopies(300, byCard));
        thousand.addAll(Collections.nCopies(30, refunded));
        thousand.addAll(Collections.nCopies(40, failed));
        thousand.addAll(Collections.nCopies(25, expired));
        thousand.addAll(Collections.nCopies(4, pending));
        thousand.add(withReversed ? reversed : paid);
        return thousand;
    }

    private record Making(Merchant merchant, EventLoop loop) {
        private Models all() {
            String account = loop.await(merchant.account());
            String endpoint = endpoint();
            String refunded = post("/charges", CARD + token());
            post("/charges/" + refunded + "/refunds", "amount=100000");
            String reversed = post("/charges", CARD + token() + "&capture=false");
            offers(account);
            refusedCharge();
            return new Models(
                    account,
                    ended("mark_as_paid"),
                    post("/charges", CARD + token()),
                    refunded,
                    ended("mark_as_failed"),
                    ended("expire"),
                    post("/charges/" + reversed + "/reverse", ""),
                    post("/charges", QR),
                    post("/customers", "email=payer@customer.example&description=Comes+again&card=" + token()),
                    endpoint);
        }

        private String ended(String how) {
            return post("/charges/" + post("/charges", QR) + "/" + how, "");
        }

        private String token() {
            return id("POST /tokens", loop.await(merchant.createToken(Merchant.CARD)));
        }

        private String endpoint() {
            JsonArray endpoints = list("/webhook_endpoints");
            return endpoints.isEmpty()
                    ? post("/webhook_endpoints", NOWHERE)
                    : endpoints.getJsonObject(0).getString("id");
        }

        private void offers(String account) {
            for (int number = list("/offers").size(); number < OFFERS; number++) {
                post(
                        "/offers",
                        "merchant_id=" + account + "&name=Offer+" + number
                                + "&reward[type]=percent&reward[percent]=10");
            }
        }

        private JsonArray list(String path) {
            Answer answer = loop.await(merchant.get(path));
            return require("GET " + path, answer).getJsonArray("data");
        }

        private void refusedCharge() {
            Answer answer = loop.await(merchant.post("/charges", "amount=1"));
            if (answer.ok()) {
                throw new IllegalStateException("a charge of next to nothing was made");
            }
        }

        private String post(String path, String form) {
            return id("POST " + path, loop.await(merchant.post(path, form)));
        }

        private static String id(String request, Answer answer) {
            return require(request, answer).getString("id");
        }

        private static JsonObject require(String request, Answer answer) {
            if (!answer.ok()) {
                throw new IllegalStateException(request + " answered " + answer.status() + ": " + answer.body());
            }
            return answer.body().toJsonObject();
        }
    }
}
