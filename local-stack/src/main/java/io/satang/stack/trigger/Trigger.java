package io.satang.stack.trigger;

import io.satang.stack.api.Api;
import io.satang.stack.run.StackException;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/** What can be had to happen, and what has to be done for it. */
enum Trigger {
    CHARGE_CREATE("charge.create", "a charge by a source of --type") {
        @Override
        String fire(Api api, Payment payment) {
            return payment.bySource(api);
        }
    },
    CHARGE_COMPLETE("charge.complete", "such a charge, paid; or failed for the reason of --fail") {
        @Override
        String fire(Api api, Payment payment) {
            String charge = payment.bySource(api);
            payment.end(api, charge);
            return charge;
        }
    },
    CHARGE_EXPIRE("charge.expire", "such a charge, expired before its time") {
        @Override
        String fire(Api api, Payment payment) {
            String charge = payment.bySource(api);
            api.post("/charges/" + charge + "/expire", new JsonObject());
            return charge;
        }
    },
    CHARGE_UPDATE("charge.update", "such a charge, with another description") {
        @Override
        String fire(Api api, Payment payment) {
            String charge = payment.bySource(api);
            api.patch("/charges/" + charge, new JsonObject().put("description", "changed by satang trigger"));
            return charge;
        }
    },
    CHARGE_CAPTURE("charge.capture", "a charge by card, authorized and then captured") {
        @Override
        String fire(Api api, Payment payment) {
            String charge = payment.byCard(api, false);
            api.post("/charges/" + charge + "/capture", new JsonObject());
            return charge;
        }
    },
    CHARGE_REVERSE("charge.reverse", "a charge by card, authorized and then reversed") {
        @Override
        String fire(Api api, Payment payment) {
            String charge = payment.byCard(api, false);
            api.post("/charges/" + charge + "/reverse", new JsonObject());
            return charge;
        }
    },
    REFUND_CREATE("refund.create", "a charge by card, paid and then refunded") {
        @Override
        String fire(Api api, Payment payment) {
            String charge = payment.byCard(api, true);
            JsonObject refund = new JsonObject().put("amount", payment.amount());
            return api.post("/charges/" + charge + "/refunds", refund).getString("id");
        }
    },
    CUSTOMER_CREATE("customer.create", "a customer without a card") {
        @Override
        String fire(Api api, Payment payment) {
            JsonObject customer = new JsonObject().put("email", "somchai@customer.example");
            return api.post("/customers", customer).getString("id");
        }
    };

    private final String key;
    private final String description;

    Trigger(String key, String description) {
        this.key = key;
        this.description = description;
    }

    /** The event's. */
    String key() {
        return key;
    }

    /** For a person. */
    String description() {
        return description;
    }

    /** Has it happen; answers the id of what it happens to. */
    abstract String fire(Api api, Payment payment);

    /**
     * The trigger of an event.
     *
     * @throws StackException when nothing is known that leads to it
     */
    static Trigger of(String key) {
        Optional<Trigger> found = Arrays.stream(values())
                .filter(trigger -> trigger.key.equals(key))
                .findFirst();
        return found.orElseThrow(
                () -> new StackException("'" + key + "' cannot be triggered; ./satang trigger --list shows what can"));
    }
}
