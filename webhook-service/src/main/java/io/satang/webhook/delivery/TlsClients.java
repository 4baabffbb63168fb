package io.satang.webhook.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.EndpointId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The clients that requests are made with: one for all endpoints that do not ask who delivers, and one for each that gets to see a certificate, as a
 * connection on which it was shown may carry no other endpoint's webhooks. Those that are not used for some minutes are closed.
 *
 * <p>Safe for use by several threads.
 */
final class TlsClients implements AutoCloseable {
    private static final int CERTIFIED_MAX = 512;
    private static final Duration UNUSED_MAX = Duration.ofMinutes(5);
    private static final char[] NO_PASSWORD = new char[0];
    private static final String ONLY = "only";

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final PoolOptions pool;
    private final Duration attemptTime;
    private final HttpClient usual;
    private final Cache<Certified, HttpClient> certified;

    private record Certified(EndpointId endpoint, String fingerprint) {}

    /** @param attemptTime for how long a request is under way at the most */
    TlsClients(Vertx vertx, HttpClientOptions options, PoolOptions pool, Duration attemptTime) {
        this.vertx = vertx;
        this.options = options;
        this.pool = pool;
        this.attemptTime = attemptTime;
        this.usual = client(options);
        this.certified = Caffeine.newBuilder()
                .maximumSize(CERTIFIED_MAX)
                .expireAfterAccess(UNUSED_MAX)
                .scheduler(Scheduler.systemScheduler())
                .<Certified, HttpClient>evictionListener((whose, client, why) -> closeLater(client))
                .build();
    }

    /** The one for this delivery's endpoint, if it wants to see this certificate. */
    HttpClient of(Delivery delivery, Optional<ClientCertificate> certificate) {
        Optional<EndpointId> endpoint = delivery.recipient().endpointId();
        if (certificate.isEmpty() || endpoint.isEmpty()) {
            return usual;
        }
        return certified.get(
                new Certified(endpoint.get(), certificate.get().fingerprint()),
                whose -> client(new HttpClientOptions(options).setKeyCertOptions(keys(certificate.get()))));
    }

    @Override
    public void close() {
        usual.close();
        certified.asMap().values().forEach(HttpClient::close);
    }

    private HttpClient client(HttpClientOptions with) {
        return vertx.httpClientBuilder()
                .with(with)
                .with(pool)
                .withConnectHandler(InterimAnswers::ignoreOn)
                .build();
    }

    // What is under way on it comes to its end.
    private void closeLater(@Nullable HttpClient client) {
        if (client != null) {
            vertx.setTimer(attemptTime.toMillis(), id -> client.close());
        }
    }

    private static KeyCertOptions keys(ClientCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry(
                    ONLY,
                    certificate.privateKey(),
                    NO_PASSWORD,
                    certificate.certificates().toArray(X509Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            return KeyCertOptions.wrap((X509KeyManager) managers.getKeyManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a client certificate cannot be used", e);
        }
    }
}
