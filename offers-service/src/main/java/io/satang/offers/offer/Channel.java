package io.satang.offers.offer;

import java.util.Optional;

/** Where a card is used. */
public enum Channel {
    /** On a page or in an app. */
    ONLINE("online"),
    /** At a counter. */
    IN_STORE("in_store");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    /** As clients write it. */
    public String wireName() {
        return wireName;
    }

    /** The channel of this name; empty when it is none. */
    public static Optional<Channel> parse(String text) {
        return WireNames.find(values(), Channel::wireName, text);
    }
}
