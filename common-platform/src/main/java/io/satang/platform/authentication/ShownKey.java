package io.satang.platform.authentication;

import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.account.AccountDirectory.Authenticated;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/**
 * The key that a request was recognised by, for whoever tells of the request when it is answered: also of one that was refused afterwards.
 *
 * @param accountId whose key it is
 * @param livemode  whether it works on live objects
 * @param kind      public or secret
 * @param lastFour  how it ends; no more of it is kept
 * @param atNanos   when it was shown, by {@link System#nanoTime}
 */
public record ShownKey(String accountId, boolean livemode, KeyKind kind, String lastFour, long atNanos) {
    private static final String PLACE = ShownKey.class.getName();
    private static final int SHOWN_CHARS = 4;

    public ShownKey {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(lastFour, "lastFour");
    }

    /** The key of this request; empty when none was recognised. */
    public static Optional<ShownKey> of(RoutingContext context) {
        return Optional.ofNullable(context.get(PLACE));
    }

    static void recognised(Authenticated found, String key, RoutingContext context) {
        context.put(
                PLACE,
                new ShownKey(
                        found.account().accountId(),
                        found.account().livemode(),
                        found.key().kind(),
                        key.substring(Math.max(0, key.length() - SHOWN_CHARS)),
                        System.nanoTime()));
    }
}
