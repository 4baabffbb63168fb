package io.satang.webhook.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.satang.platform.error.ApiException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an endpoint is shown that asks who delivers to it (TLS with a client certificate, RFC 8446 §4.4.2). Its {@code toString} has nothing of the
 * key.
 *
 * @param chain the certificate, and behind each its issuer's, as PEM
 * @param key   its private key, PKCS#8 as PEM
 * @param first the certificate itself
 */
public record ClientCertificate(String chain, String key, X509Certificate first) {
    private static final int CHAIN_CHARS_MAX = 16_384;
    private static final int KEY_CHARS_MAX = 8_192;
    private static final int CHAIN_MAX = 5;
    private static final int RSA_BITS_MIN = 2_048;
    private static final int RSA_BITS_MAX = 4_096;
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
    private static final Pattern KEY =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final byte[] SAMPLE = "which key is it".getBytes(US_ASCII);

    public ClientCertificate {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(first, "first");
    }

    /**
     * What a merchant gives.
     *
     * @throws ApiException {@code bad_request} when it is malformed or too long, has expired or is not valid yet, or the key is another's
     */
    public static ClientCertificate checked(String chain, String key, Instant now) {
        if (chain.length() > CHAIN_CHARS_MAX || key.length() > KEY_CHARS_MAX) {
            throw refused("is too long (maximum is " + CHAIN_CHARS_MAX + " characters, and " + KEY_CHARS_MAX
                    + " of its key)");
        }
        ClientCertificate certificate = parse(chain, key);
        List<X509Certificate> certificates = certificate.certificates();
        if (certificates.size() > CHAIN_MAX) {
            throw refused("has too many certificates (maximum is " + CHAIN_MAX + ")");
        }
        if (!certificate.first().getNotAfter().toInstant().isAfter(now)) {
            throw refused("has expired");
        }
        if (certificate.first().getNotBefore().toInstant().isAfter(now)) {
            throw refused("is not valid yet");
        }
        for (int i = 1; i < certificates.size(); i++) {
            requireIssuer(certificates.get(i - 1), certificates.get(i));
        }
        certificate.requireKey();
        return certificate;
    }

    /**
     * What was checked before.
     *
     * @throws ApiException {@code bad_request} when it is none
     */
    public static ClientCertificate parse(String chain, String key) {
        List<X509Certificate> certificates = read(chain);
        if (certificates.isEmpty()) {
            throw refused("is invalid: certificate is a chain in PEM");
        }
        return new ClientCertificate(chain, key, certificates.getFirst());
    }

    /** The certificate and its issuers'. */
    public List<X509Certificate> certificates() {
        return read(chain);
    }

    /** The key to it. */
    public PrivateKey privateKey() {
        Matcher pem = KEY.matcher(key);
        if (!pem.matches()) {
            throw refused("has a key that is invalid: key is PKCS#8 in PEM, not encrypted");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(first.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused("has a key that is invalid, or that is another certificate's");
        }
    }

    /** By which it is told apart: SHA-256 of the certificate, in lower-case hex. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(first.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whose it is, as RFC 2253 writes it. */
    public String subject() {
        return first.getSubjectX500Principal().getName();
    }

    /** When it stops to be valid. */
    public Instant expiresAt() {
        return first.getNotAfter().toInstant();
    }

    /** How many characters it has. */
    public int chars() {
        return chain.length() + key.length();
    }

    @Override
    public String toString() {
        return "ClientCertificate[" + fingerprint() + "]";
    }

    // A text that is signed with the one is verified with the other, or they do not belong together.
    private void requireKey() {
        if (first.getPublicKey() instanceof RSAPublicKey rsa
                && !isUsualSize(rsa.getModulus().bitLength())) {
            throw refused(
                    "has a key of a size that is not taken: RSA has " + RSA_BITS_MIN + " to " + RSA_BITS_MAX + " bits");
        }
        PrivateKey privateKey = privateKey();
        requireUsualParts(privateKey);
        try {
            Signature signature = Signature.getInstance(algorithm(first.getPublicKey()));
            signature.initSign(privateKey);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(first.getPublicKey());
            signature.update(SAMPLE);
            if (!signature.verify(signed)) {
                throw refused("has a key that is another certificate's");
            }
        } catch (GeneralSecurityException e) {
            throw refused("has a key that is another certificate's");
        }
    }

    // Who signs does so on an event loop, now and at each handshake; parts that are left out or longer than they are
    // would make it take seconds.
    private void requireUsualParts(PrivateKey privateKey) {
        if (!(first.getPublicKey() instanceof RSAPublicKey rsa)) {
            return;
        }
        int half = rsa.getModulus().bitLength() / 2 + 1;
        boolean usual = privateKey instanceof RSAPrivateCrtKey parts
                && parts.getModulus().equals(rsa.getModulus())
                && Stream.of(
                                parts.getPrimeP(),
                                parts.getPrimeQ(),
                                parts.getPrimeExponentP(),
                                parts.getPrimeExponentQ(),
                                parts.getCrtCoefficient())
                        .allMatch(part -> part.signum() > 0 && part.bitLength() <= half);
        if (!usual) {
            throw refused("has a key that is invalid, or that is another certificate's");
        }
    }

    // A smaller one is broken, and a larger one takes longer to sign than others can wait for.
    private static boolean isUsualSize(int bits) {
        return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX;
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519" -> "Ed25519";
            default -> throw refused("has a key of a kind that is not known: RSA, EC or Ed25519");
        };
    }

    private static void requireIssuer(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw refused("is not in order: behind each certificate stands its issuer's");
        }
    }

    private static List<X509Certificate> read(String chain) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher pem = CERTIFICATE.matcher(chain);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (pem.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw refused("is invalid: certificate is a chain in PEM");
        }
        return certificates;
    }

    private static ApiException refused(String why) {
        return ApiException.badRequest("client_certificate " + why);
    }
}
