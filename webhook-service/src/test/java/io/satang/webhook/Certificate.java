package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that only those trust who are told to. */
public record Certificate(Path store) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "hooks";

    /** A new one for this host, in a file of the folder. */
    public static Certificate selfSigned(Path folder, String host) throws IOException, InterruptedException {
        return selfSigned(folder, host, "+0d");
    }

    /** The same, valid for two days from then on, as keytool says it. */
    public static Certificate selfSigned(Path folder, String host, String from)
            throws IOException, InterruptedException {
        return selfSigned(folder, host, from, "EC");
    }

    /** The same, with a key of this kind. */
    public static Certificate selfSigned(Path folder, String host, String from, String algorithm)
            throws IOException, InterruptedException {
        Path store = folder.resolve(host + from + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-validity",
                "2",
                "-startdate",
                from,
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        return new Certificate(store);
    }

    /** For Vert.x, as what it shows and as what it trusts. */
    public JksOptions options() {
        return new JksOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    /** The certificate, as PEM. */
    public String pem() {
        try {
            return pem("CERTIFICATE", keys().getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its private key, PKCS#8 as PEM. */
    public String keyPem() {
        try {
            return pem(
                    "PRIVATE KEY", keys().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same RSA key by its modulus and its exponent alone, which takes several times as long to sign with. */
    public String keyPemWithoutPrimes() throws GeneralSecurityException, IOException {
        RSAPrivateKey key = (RSAPrivateKey) keys().getKey(ALIAS, PASSWORD.toCharArray());
        RSAPrivateKeySpec plain = new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent());
        return pem(
                "PRIVATE KEY",
                KeyFactory.getInstance("RSA").generatePrivate(plain).getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** A socket on loopback that shows it. */
    ServerSocket serverSocket() throws IOException, GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }
}
