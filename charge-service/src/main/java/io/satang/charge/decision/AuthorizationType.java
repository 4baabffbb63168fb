package io.satang.charge.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the merchant wants to do with held money (reference omise-api §8.8). */
public enum AuthorizationType {
    /** Take all of it, or a part. */
    PRE_AUTH,
    /** Take all of it. */
    FINAL_AUTH;

    /** The type of this name, {@code pre_auth} or {@code final_auth}. */
    public static Optional<AuthorizationType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(name))
                .findFirst();
    }

    /** As it is written. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
