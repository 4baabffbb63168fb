package io.satang.console.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns bytes into a text that only the console can read or make (AES-256-GCM). The first key seals; all of them open, so that keys can be
 * changed without signing anybody out. What was sealed for one purpose does not open for another.
 */
@Singleton
public class Seal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String DERIVATION = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int TEXT_CHARS_MAX = 4_096;
    private static final byte[] KNOWN_PREFIX = "satang-local".getBytes(UTF_8);

    private final List<SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    Seal(@ConfigProperty(name = "satang.console.session-keys") Optional<List<String>> keys) {
        this.keys = keys.orElse(List.of()).stream().map(Seal::key).toList();
    }

    void check(@Observes StartupEvent event) {
        if (!startable(ConfigUtils.isProfileActive("local") || ConfigUtils.isProfileActive("test"))) {
            throw new ConfigurationException(
                    "satang.console.session-keys must be secrets that nobody else knows (openssl rand -base64 32)");
        }
    }

    /** A key is needed, and outside the local stack and tests not the one that everybody can read. */
    boolean startable(boolean local) {
        return !keys.isEmpty() && (local || keys.stream().noneMatch(Seal::isKnown));
    }

    /** A secret for somebody who seals by themselves, the same in every replica. */
    public String secretFor(String purpose) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(keys.getFirst().getEncoded(), DERIVATION));
            return Base64.getEncoder().encodeToString(mac.doFinal(purpose.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a secret", e);
        }
    }

    String seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, purpose).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a session", e);
        }
    }

    /** Empty when this is nothing that {@link #seal} has made for this purpose. */
    Optional<byte[]> open(String purpose, String text) {
        if (text.length() > TEXT_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            return keys.stream()
                    .flatMap(key -> opened(key, all, purpose).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> opened(SecretKeySpec key, byte[] all, String purpose) {
        if (all.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE_BYTES), purpose);
            return Optional.of(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(UTF_8));
        return cipher;
    }

    private static SecretKeySpec key(String text) {
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != KEY_BYTES) {
            throw new ConfigurationException(
                    "each of satang.console.session-keys has to be " + KEY_BYTES + " bytes in base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static boolean isKnown(SecretKeySpec key) {
        return Arrays.equals(Arrays.copyOf(key.getEncoded(), KNOWN_PREFIX.length), KNOWN_PREFIX);
    }
}
