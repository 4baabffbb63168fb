package io.satang.offers.card;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.key.KeyRing;
import io.satang.platform.key.TestKeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The vault's keys for fingerprints, from the environment: by them payments are recognised. The service does not start without. */
@Singleton
class FingerprintKeys {
    private static final String PROPERTY = "satang.vault.fingerprint-keys";

    /** Before the database and Kafka are touched. */
    private static final int BEFORE_EVERYTHING_ELSE = -2_000;

    private final Fingerprints fingerprints;

    FingerprintKeys(@ConfigProperty(name = PROPERTY) Optional<String> keys) {
        this.fingerprints = new Fingerprints(KeyRing.parse(PROPERTY, keys, Fingerprints.ALGORITHM, TestKeys.allowed()));
    }

    void check(@Observes @Priority(BEFORE_EVERYTHING_ELSE) StartupEvent event) {
        // That there is one says that its keys are keys.
    }

    @Produces
    @Singleton
    Fingerprints fingerprints() {
        return fingerprints;
    }
}
