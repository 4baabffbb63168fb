package io.satang.webhook.delivery;

import java.util.Objects;

/**
 * A server that an account has named with charges, and that does not answer. Another account's is another one, so that nobody can have a server
 * left alone that answers everybody else.
 *
 * @param origin as {@link io.satang.webhook.endpoint.Endpoint#origin} says it
 */
public record SilentHost(String accountId, String origin) {
    public SilentHost {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(origin, "origin");
    }

    /** Where this delivery goes. */
    public static SilentHost of(Delivery delivery) {
        return new SilentHost(delivery.event().accountId(), delivery.endpoint().origin());
    }

    /**
     * What the tables call so.
     *
     * @throws IllegalArgumentException if it is not what {@link #text} says of any
     */
    public static SilentHost ofText(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not an account and an origin");
        }
        return new SilentHost(text.substring(0, space), text.substring(space + 1));
    }

    /** How the tables call it. */
    public String text() {
        return accountId + " " + origin;
    }
}
