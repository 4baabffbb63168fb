package io.satang.webhook.registry;

import java.util.Arrays;
import java.util.Optional;

/** In which order an endpoint gets what happens. Names are stored: add some, change none. */
public enum Ordering {
    /** Each event as soon as it can. */
    NONE("none"),
    /** What happens to one object one after the other, as its versions say; objects do not wait for each other. */
    OBJECT("object");

    private final String text;

    Ordering(String text) {
        this.text = text;
    }

    /** As merchants write and read it. */
    String text() {
        return text;
    }

    /** The one of this name; empty when there is none. */
    static Optional<Ordering> parse(String text) {
        return Arrays.stream(values())
                .filter(ordering -> ordering.text.equals(text))
                .findFirst();
    }
}
