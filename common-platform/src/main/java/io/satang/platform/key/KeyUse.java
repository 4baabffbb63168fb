package io.satang.platform.key;

import io.satang.events.AccountChanged.KeyKind;

/** Which kind of key a route takes (reference omise-api §1). */
public enum KeyUse {
    /** Only a public key. */
    PUBLIC,
    /** Only a secret key. */
    SECRET,
    /** Both. */
    EITHER;

    public boolean allows(KeyKind kind) {
        return switch (this) {
            case PUBLIC -> kind == KeyKind.PUBLIC;
            case SECRET -> kind == KeyKind.SECRET;
            case EITHER -> kind == KeyKind.PUBLIC || kind == KeyKind.SECRET;
        };
    }
}
