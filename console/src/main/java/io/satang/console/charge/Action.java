package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be done to a charge, as the API's routes call it. */
enum Action {
    MARK_AS_PAID("mark_as_paid"),
    MARK_AS_FAILED("mark_as_failed"),
    EXPIRE("expire"),
    CAPTURE("capture"),
    REVERSE("reverse"),
    REFUND("refunds");

    private final String route;

    Action(String route) {
        this.route = route;
    }

    /** The last segment of the route that does it, here and in the API. */
    public String route() {
        return route;
    }

    static Optional<Action> of(String route) {
        return Arrays.stream(values())
                .filter(action -> action.route.equals(route))
                .findFirst();
    }

    /** Those that a charge takes as it stands. The API has the last word. */
    static List<Action> allowed(JsonNode charge) {
        return Arrays.stream(values())
                .filter(action -> action.allowedBy(charge))
                .toList();
    }

    private boolean allowedBy(JsonNode charge) {
        boolean pending = charge.path("status").asText().equals("pending");
        boolean held = charge.path("authorized").asBoolean();
        return switch (this) {
            case MARK_AS_PAID, MARK_AS_FAILED ->
                pending && !held && !charge.path("livemode").asBoolean();
            case EXPIRE -> pending && !held;
            case CAPTURE -> charge.path("capturable").asBoolean();
            case REVERSE -> charge.path("reversible").asBoolean();
            case REFUND -> charge.path("refundable").asBoolean();
        };
    }

    /** Whether an amount may go with it. */
    public boolean takesAmount() {
        return this == CAPTURE || this == REFUND;
    }

    /** What the amount is called by the API. */
    String amountField() {
        return this == CAPTURE ? "capture_amount" : "amount";
    }

    String name(ChargeWords words) {
        return switch (this) {
            case MARK_AS_PAID -> words.markAsPaid();
            case MARK_AS_FAILED -> words.markAsFailed();
            case EXPIRE -> words.expire();
            case CAPTURE -> words.capture();
            case REVERSE -> words.reverse();
            case REFUND -> words.refund();
        };
    }

    String done(ChargeWords words) {
        return switch (this) {
            case MARK_AS_PAID -> words.donePaid();
            case MARK_AS_FAILED -> words.doneFailed();
            case EXPIRE -> words.doneExpire();
            case CAPTURE -> words.doneCapture();
            case REVERSE -> words.doneReverse();
            case REFUND -> words.doneRefund();
        };
    }
}
