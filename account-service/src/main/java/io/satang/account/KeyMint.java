package io.satang.account;

import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.key.KeyHash;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes API keys: {@code pkey_} or {@code skey_}, {@code test_} in test mode, and 178 random bits in base 62. */
@Singleton
public class KeyMint {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARS = 30;

    private final SecureRandom random = new SecureRandom();
    private final KeyHash keyHash;

    KeyMint(KeyHash keyHash) {
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
    }

    /** New keys of these kinds, issued now. */
    public MintedKeys keys(List<KeyKind> kinds, boolean livemode, Instant now) {
        Map<KeyKind, String> shown = new EnumMap<>(KeyKind.class);
        kinds.forEach(kind -> shown.put(kind, key(kind, livemode)));
        List<ApiKey> stored = shown.entrySet().stream()
                .map(key -> ApiKey.issued(key.getValue(), keyHash, key.getKey(), now))
                .toList();
        return new MintedKeys(shown, stored);
    }

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
