package io.satang.console.visit;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The accounts that everybody knows, in the local stack: visitors are signed in as the first of them, and may be another. */
@Singleton
public class TestAccounts {
    private final List<KeyPair> pairs;

    /** An account's two keys. */
    private record KeyPair(String publicKey, String secretKey) {
        static KeyPair parse(String text) {
            int colon = text.indexOf(':');
            return new KeyPair(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    TestAccounts(@ConfigProperty(name = "satang.console.test-accounts") Optional<List<String>> pairs) {
        this.pairs = pairs.orElse(List.of()).stream().map(KeyPair::parse).toList();
    }

    void check(@Observes StartupEvent event) {
        Objects.requireNonNull(event);
        boolean local = ConfigUtils.isProfileActive("local") || ConfigUtils.isProfileActive("test");
        if (!pairs.isEmpty() && !local) {
            throw new ConfigurationException("satang.console.test-accounts is for the local stack only");
        }
    }

    /** Who visitors are at first; empty outside the local stack. */
    public Optional<String> first() {
        return pairs.stream().map(KeyPair::secretKey).findFirst();
    }

    /** All of them, by their secret keys. */
    public List<String> all() {
        return othersThan("");
    }

    /** Those that this visitor is not. */
    public List<String> othersThan(String secretKey) {
        return pairs.stream()
                .map(KeyPair::secretKey)
                .filter(key -> !key.equals(secretKey))
                .toList();
    }

    /** Whether this is the secret key of one of them. */
    public boolean contains(String secretKey) {
        return pairs.stream().anyMatch(pair -> pair.secretKey().equals(secretKey));
    }

    /** The public key beside a secret one, where it is known. */
    public Optional<String> publicKey(String secretKey) {
        return pairs.stream()
                .filter(pair -> pair.secretKey().equals(secretKey))
                .map(KeyPair::publicKey)
                .findFirst();
    }
}
