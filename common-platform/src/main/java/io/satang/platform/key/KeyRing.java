package io.satang.platform.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Secret keys for one purpose, each under an id. The first one writes; all of them read, so that keys can be changed. */
public final class KeyRing {
    private static final Pattern ENTRY = Pattern.compile("([a-z0-9-]{1,32}):([A-Za-z0-9+/]{43}=)");
    private static final String KNOWN_PREFIX = "satang-local";

    private final Map<String, SecretKey> keys;
    private final String newest;

    private KeyRing(Map<String, SecretKey> keys) {
        this.keys = Map.copyOf(keys);
        this.newest = keys.keySet().iterator().next();
    }

    /**
     * Reads keys of 32 bytes, as {@code id:base64}, separated by commas, the newest first.
     *
     * @param property  what to call them in the failure, which holds no key
     * @param algorithm what they are for, as the JDK calls it
     * @param local     whether keys are accepted that everybody can read in this repository
     * @throws ConfigurationException when there is none, or one is none
     */
    public static KeyRing parse(String property, Optional<String> text, String algorithm, boolean local) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : text.orElse("").split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                throw refused(property);
            }
            byte[] key = Base64.getDecoder().decode(matcher.group(2));
            boolean known = new String(key, ISO_8859_1).startsWith(KNOWN_PREFIX);
            boolean second = keys.putIfAbsent(matcher.group(1), new SecretKeySpec(key, algorithm)) != null;
            if (second || (known && !local)) {
                throw refused(property);
            }
        }
        return new KeyRing(keys);
    }

    private static ConfigurationException refused(String property) {
        return new ConfigurationException(
                property + " must be keys of 32 bytes that nobody else knows, as id:base64, separated by"
                        + " commas, the newest first (openssl rand -base64 32)");
    }

    /** The id of the key that writes. */
    public String newestId() {
        return newest;
    }

    /** The key that writes. */
    public SecretKey newest() {
        return Objects.requireNonNull(keys.get(newest), newest);
    }

    /** The key of this id, if it is still here. */
    public Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The ids of the keys that only read. */
    public List<String> formerIds() {
        return keys.keySet().stream().filter(id -> !id.equals(newest)).toList();
    }
}
