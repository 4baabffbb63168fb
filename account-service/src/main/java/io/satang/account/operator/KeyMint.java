package io.satang.account.operator;

import io.satang.events.AccountChanged.KeyKind;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes API keys: {@code pkey_} or {@code skey_}, {@code test_} in test mode, and 178 random bits in base 62. */
@Singleton
class KeyMint {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARS = 30;

    private final SecureRandom random = new SecureRandom();

    String key(KeyKind kind, boolean livemode) {
        String prefix = switch (kind) {
            case PUBLIC -> "pkey_";
            case SECRET -> "skey_";
            case UNKNOWN -> throw new IllegalArgumentException("a key is public or secret");
        };
        return prefix + (livemode ? "" : "test_") + randomPart();
    }

    private String randomPart() {
        return random.ints(RANDOM_CHARS, 0, ALPHABET.length())
                .mapToObj(position -> ALPHABET.substring(position, position + 1))
                .collect(Collectors.joining());
    }
}
