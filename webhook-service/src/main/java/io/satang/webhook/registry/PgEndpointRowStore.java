package io.satang.webhook.registry;

import io.satang.events.RawJson;
import io.satang.platform.json.StoredJson;
import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventPatterns;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** An endpoint as a row of {@code endpoints}. */
final class PgEndpointRowStore {
    static final String FIND = "SELECT * FROM endpoints WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL";

    static final String PUT = """
            INSERT INTO endpoints (id, account_id, livemode, url, description, events, headers, state, reason, since, version, revision,
                                   created_at, updated_at, metadata, disabled_uri, rate_limit, retries, signatures, lease_seconds,
                                   expires_at, ordering, client_certificate)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                    now() + make_interval(secs => $20::integer), $21, $22)
            ON CONFLICT (id) DO UPDATE
                SET url = excluded.url, description = excluded.description, events = excluded.events, headers = excluded.headers,
                    state = excluded.state, reason = excluded.reason, since = excluded.since, version = excluded.version,
                    revision = excluded.revision, updated_at = excluded.updated_at, metadata = excluded.metadata,
                    disabled_uri = excluded.disabled_uri, rate_limit = excluded.rate_limit, retries = excluded.retries,
                    signatures = excluded.signatures, lease_seconds = excluded.lease_seconds, expires_at = excluded.expires_at,
                    ordering = excluded.ordering, client_certificate = excluded.client_certificate
            """;

    private static final Logger LOG = Logger.getLogger(PgEndpointRowStore.class);
    private static final String KEYED = "v1a";

    private final SealingCipher cipher;

    PgEndpointRowStore(SealingCipher cipher) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    /** The text that is sealed. */
    private record Headers(List<Header> headers) {}

    private record Header(String name, String value) {}

    Tuple columns(WebhookEndpoint endpoint, long revision) {
        EndpointSettings settings = endpoint.settings();
        return Tuple.tuple()
                .addString(endpoint.id().value())
                .addString(endpoint.accountId())
                .addBoolean(endpoint.livemode())
                .addString(settings.uri().orElse(null))
                .addString(settings.description().orElse(null))
                .addArrayOfString(settings.events().texts().toArray(String[]::new))
                .addString(headers(endpoint).orElse(null))
                .addString(endpoint.state().text())
                .addString(endpoint.state().reason().orElse(null))
                .addOffsetDateTime(endpoint.state().since().atOffset(ZoneOffset.UTC))
                .addLong(endpoint.version())
                .addLong(revision)
                .addOffsetDateTime(endpoint.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(endpoint.updatedAt().atOffset(ZoneOffset.UTC))
                .addString(settings.metadata().text())
                .addString(endpoint.state().disabledUri().orElse(null))
                .addInteger(
                        settings.perSecond().isPresent() ? settings.perSecond().getAsInt() : null)
                .addString(settings.retries().map(StoredRetries::write).orElse(null))
                .addArrayOfString(settings.keyed() ? new String[] {KEYED} : new String[0])
                .addInteger(
                        settings.lease().map(lease -> (int) lease.toSeconds()).orElse(null))
                .addString(settings.ordering().text())
                .addString(settings.clientCertificate()
                        .map(certificate -> StoredCertificate.write(certificate, endpoint.id(), cipher))
                        .orElse(null));
    }

    WebhookEndpoint endpoint(Row row) {
        EndpointId id = new EndpointId(row.getString("id"));
        EndpointSettings settings = new EndpointSettings(
                Optional.ofNullable(row.getString("url")),
                Optional.ofNullable(row.getString("description")),
                EventPatterns.of(List.of(row.getArrayOfStrings("events"))),
                Optional.ofNullable(row.getString("headers"))
                        .map(text -> headers(id, text))
                        .orElse(CustomHeaders.NONE),
                new RawJson(row.getString("metadata")),
                Optional.ofNullable(row.getInteger("rate_limit"))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                Optional.ofNullable(row.getString("retries")).map(StoredRetries::read),
                List.of(row.getArrayOfStrings("signatures")).contains(KEYED),
                Optional.ofNullable(row.getInteger("lease_seconds")).map(Duration::ofSeconds),
                Ordering.parse(row.getString("ordering")).orElse(Ordering.NONE),
                Optional.ofNullable(row.getString("client_certificate")).flatMap(text -> certificate(id, text)));
        EndpointState state = EndpointState.of(
                row.getString("state"),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("disabled_uri")),
                row.getOffsetDateTime("since").toInstant());
        return new WebhookEndpoint(
                id,
                row.getString("account_id"),
                row.getBoolean("livemode"),
                settings,
                state,
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private Optional<String> headers(WebhookEndpoint endpoint) {
        CustomHeaders headers = endpoint.settings().headers();
        if (headers.values().isEmpty()) {
            return Optional.empty();
        }
        Headers text = new Headers(headers.values().entrySet().stream()
                .map(header -> new Header(header.getKey(), header.getValue()))
                .toList());
        return Optional.of(cipher.sealText(
                StoredJson.write(text), EndpointHeaders.owner(endpoint.id().value())));
    }

    // Whoever takes a key away takes the headers away that it has sealed, and no webhook.
    private CustomHeaders headers(EndpointId id, String stored) {
        try {
            Headers text = StoredJson.read(
                    cipher.openText(stored, EndpointHeaders.owner(id.value())), Headers.class, "headers");
            return new CustomHeaders(text.headers().stream().collect(Collectors.toMap(Header::name, Header::value)));
        } catch (UnsealableException e) {
            LOG.errorf("headers of %s are not sent, they cannot be opened: %s", id, e.getMessage());
            return CustomHeaders.NONE;
        }
    }

    private Optional<ClientCertificate> certificate(EndpointId id, String sealed) {
        try {
            return Optional.of(StoredCertificate.read(sealed, id, cipher));
        } catch (UnsealableException e) {
            LOG.errorf("client certificate of %s is not shown, it cannot be opened: %s", id, e.getMessage());
            return Optional.empty();
        }
    }
}
