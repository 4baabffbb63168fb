package io.satang.platform.key;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The secrets that the services of a platform share. Outside the local stack and tests none of them may be what everybody can read in this
 * repository or guess: the service then does not start, and says why in one line that holds no secret.
 */
@Singleton
class PlatformSecrets {
    /** Before the database and Kafka are touched. */
    private static final int BEFORE_EVERYTHING_ELSE = -2_000;

    private static final int CHARS_MIN = 16;
    private static final String KNOWN_PREFIX = "satang-local";

    private final Map<String, Optional<String>> secrets;
    private final Optional<String> localWebhookSecret;

    PlatformSecrets(
            @ConfigProperty(name = "satang.keys.pepper") Optional<String> pepper,
            @ConfigProperty(name = "satang.internal.token") Optional<String> internalToken,
            @ConfigProperty(name = "satang.operator.token") Optional<String> operatorToken,
            @ConfigProperty(name = "satang.webhook.local-secret") Optional<String> localWebhookSecret) {
        Objects.requireNonNull(pepper, "pepper");
        Objects.requireNonNull(internalToken, "internalToken");
        Objects.requireNonNull(operatorToken, "operatorToken");
        this.secrets = new TreeMap<>(Map.of(
                "satang.keys.pepper", pepper,
                "satang.internal.token", internalToken,
                "satang.operator.token", operatorToken));
        this.localWebhookSecret = Objects.requireNonNull(localWebhookSecret, "localWebhookSecret");
    }

    void check(@Observes @Priority(BEFORE_EVERYTHING_ELSE) StartupEvent event) {
        if (!TestKeys.allowed()) {
            problem().ifPresent(problem -> {
                throw new ConfigurationException(problem);
            });
        }
    }

    /** Why a service that merchants rely on must not start with these. */
    Optional<String> problem() {
        if (localWebhookSecret.isPresent()) {
            return Optional.of("satang.webhook.local-secret is for the local stack only");
        }
        Map<String, String> named = new TreeMap<>();
        for (Map.Entry<String, Optional<String>> secret : secrets.entrySet()) {
            String name = secret.getKey();
            String value = secret.getValue().orElse("");
            if (value.length() < CHARS_MIN || value.startsWith(KNOWN_PREFIX)) {
                return Optional.of(name + " must be a secret of at least " + CHARS_MIN
                        + " characters that nobody else knows (openssl rand -hex 32)");
            }
            String other = named.putIfAbsent(value, name);
            if (other != null) {
                return Optional.of(name + " must not be the same as " + other);
            }
        }
        return Optional.empty();
    }
}
