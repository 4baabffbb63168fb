package io.satang.webhook.delivery;

import io.satang.webhook.event.MerchantEvent;
import java.util.Objects;

/**
 * What a delivery waits for at an endpoint that gets what happens to one object one after the other.
 *
 * @param turn  the name of what is before it
 * @param known whether that is here already; if not it is waited for, but not for long
 */
public record Ahead(String turn, boolean known) {
    /** Should nobody say that what is before has come to its end. */
    private static final int KNOWN_SECONDS = 3_600;

    private static final int UNKNOWN_SECONDS = 1;

    public Ahead {
        Objects.requireNonNull(turn, "turn");
    }

    /** After so many seconds it is looked again whether there is something to wait for. */
    int secondsMax() {
        return known ? KNOWN_SECONDS : UNKNOWN_SECONDS;
    }

    /** What this version of the object is called by those that wait for it. */
    static String turn(String objectId, long version) {
        return objectId + " " + version;
    }

    /** What the event is called by those that wait for it. */
    static String turn(MerchantEvent event) {
        return turn(event.objectId(), event.version());
    }
}
