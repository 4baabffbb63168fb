package io.satang.source.vault;

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

/**
 * The keys of the vault, from the environment: one ring to encrypt with, and one for fingerprints. There is no default outside the local
 * stack and tests; the service does not start without keys, and says which are missing.
 */
@Singleton
class VaultKeys {
    /** Before the database and Kafka are touched. */
    private static final int BEFORE_EVERYTHING_ELSE = -2_000;

    private final CardCipher cipher;
    private final Fingerprints fingerprints;

    VaultKeys(
            @ConfigProperty(name = "satang.vault.encryption-keys") Optional<String> encryption,
            @ConfigProperty(name = "satang.vault.fingerprint-keys") Optional<String> fingerprint) {
        boolean local = TestKeys.allowed();
        this.cipher = new CardCipher(KeyRing.parse("satang.vault.encryption-keys", encryption, "AES", local));
        this.fingerprints = new Fingerprints(
                KeyRing.parse("satang.vault.fingerprint-keys", fingerprint, Fingerprints.ALGORITHM, local));
    }

    void check(@Observes @Priority(BEFORE_EVERYTHING_ELSE) StartupEvent event) {
        // That there is one says that its keys are keys.
    }

    @Produces
    @Singleton
    CardCipher cipher() {
        return cipher;
    }

    @Produces
    @Singleton
    Fingerprints fingerprints() {
        return fingerprints;
    }
}
