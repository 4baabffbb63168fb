package io.satang.webhook.signature;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.key.KeyRing;
import io.satang.platform.key.TestKeys;
import io.satang.platform.sealing.SealingCipher;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What endpoints' secrets and headers are encrypted with, from the environment. There is no default outside the local stack and tests; the
 * service does not start without.
 */
@Singleton
class SecretKeys {
    private static final String PROPERTY = "satang.webhook.encryption-keys";
    /** Before the database and Kafka are touched. */
    private static final int BEFORE_EVERYTHING_ELSE = -2_000;

    private final SealingCipher cipher;

    SecretKeys(@ConfigProperty(name = PROPERTY) Optional<String> keys) {
        this.cipher = new SealingCipher(KeyRing.parse(PROPERTY, keys, SealingCipher.ALGORITHM, TestKeys.allowed()));
    }

    void check(@Observes @Priority(BEFORE_EVERYTHING_ELSE) StartupEvent event) {
        // That there is one says that its keys are keys.
    }

    @Produces
    @Singleton
    SealingCipher cipher() {
        return cipher;
    }
}
