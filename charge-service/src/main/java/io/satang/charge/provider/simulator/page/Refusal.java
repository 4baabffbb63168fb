package io.satang.charge.provider.simulator.page;

import java.util.Optional;

/**
 * What a payer is told who is refused.
 *
 * @param state   as styles call it
 * @param heading what is the matter
 * @param says    what to do next
 * @param page    the payment's page, if there is one
 * @param waits   whether the page looks again by itself
 */
record Refusal(String state, String heading, String says, Optional<String> page, boolean waits) {
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    /** What is said with this status of the page at this address. */
    static Refusal of(int status, PageAddress here, Words words) {
        return switch (status) {
            case NOT_FOUND -> refusal("not_found", "not_found_says", Optional.empty(), false, words);
            case TOO_MANY_REQUESTS, UNAVAILABLE -> refusal("busy", "busy_says", Optional.of(here.href()), true, words);
            default ->
                refusal(
                        status < SERVER_ERROR ? "not_understood" : "broken",
                        "again_says",
                        Optional.of(here.href()),
                        false,
                        words);
        };
    }

    private static Refusal refusal(String what, String says, Optional<String> page, boolean waits, Words words) {
        return new Refusal(
                waits ? PageState.CONFIRMING.key() : PageState.EXPIRED.key(),
                words.text("refusal." + what),
                words.text("refusal." + says),
                page,
                waits);
    }
}
