package io.satang.console.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns a session into a text that only the console can read or make (AES-256-GCM), so that nothing of it has to be kept here and any
 * replica serves. The first key seals; all of them open, so that keys can be changed without signing anybody out.
 */
@Singleton
class SessionSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "satang console session 1".getBytes(UTF_8);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int TEXT_CHARS_MAX = 4_096;
    private static final byte[] KNOWN_PREFIX = "satang-local".getBytes(UTF_8);

    private final List<SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    SessionSeal(@ConfigProperty(name = "satang.console.session-keys") Optional<List<String>> keys) {
        this.keys = keys.orElse(List.of()).stream().map(SessionSeal::key).toList();
    }

    void check(@Observes StartupEvent event) {
        if (!startable(ConfigUtils.isProfileActive("local") || ConfigUtils.isProfileActive("test"))) {
            throw new ConfigurationException(
                    "satang.console.session-keys must be secrets that nobody else knows (openssl rand -base64 32)");
        }
    }

    /** A key is needed, and outside the local stack and tests not the one that everybody can read. */
    boolean startable(boolean local) {
        return !keys.isEmpty() && (local || keys.stream().noneMatch(SessionSeal::isKnown));
    }

    String seal(Session session) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce).doFinal(bytes(session));
            byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a session", e);
        }
    }

    /** Empty when this is nothing that {@link #seal} has made, or when its time is over. */
    Optional<Session> open(String text, Instant now) {
        if (text.length() > TEXT_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            return keys.stream()
                    .flatMap(key -> opened(key, all).stream())
                    .findFirst()
                    .filter(session -> now.isBefore(session.expiresAt()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Session> opened(SecretKeySpec key, byte[] all) {
        if (all.length <= NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE_BYTES));
            return Optional.of(session(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }

    private static byte[] bytes(Session session) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(session.secretKey());
            out.writeUTF(session.accountId());
            out.writeUTF(session.email());
            out.writeUTF(session.country());
            out.writeUTF(session.csrfToken());
            out.writeLong(session.expiresAt().toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What was sealed is ours and whole. */
    private static Session session(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Session(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Instant.ofEpochMilli(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
