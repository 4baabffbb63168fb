package io.satang.webhook.health;

/**
 * Attempts at an endpoint.
 *
 * @param attempts  that were made
 * @param succeeded of them
 */
record Tally(long attempts, long succeeded) {
    Tally {
        if (succeeded < 0 || succeeded > attempts) {
            throw new IllegalArgumentException(succeeded + " of " + attempts + " attempts");
        }
    }

    static Tally of(boolean success) {
        return new Tally(1, success ? 1 : 0);
    }

    Tally plus(Tally other) {
        return new Tally(attempts + other.attempts, succeeded + other.succeeded);
    }
}
