package io.satang.charge.create;

import java.util.Arrays;
import java.util.Optional;

/** How a request wants its payer authenticated before there is money (reference omise-api §8.8, {@code authentication}). */
enum Authentication {
    /** 3-D Secure, at the card's bank. */
    THREE_D_SECURE("3DS"),
    /** With a passkey; also to look at a card without charging it, which is a charge of nothing. */
    PASSKEY("PASSKEY");

    private final String wireName;

    Authentication(String wireName) {
        this.wireName = wireName;
    }

    /** The one of this name. */
    static Optional<Authentication> of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(name))
                .findFirst();
    }
}
