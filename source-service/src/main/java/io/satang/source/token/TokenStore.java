package io.satang.source.token;

import static io.satang.platform.database.Columns.texts;

import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.outbox.OutboxSql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes new tokens, their secrets and their events; tokens that come together go in one statement. */
@ApplicationScoped
class TokenStore {
    static final String INSERT = """
            WITH event AS MATERIALIZED (
                SELECT * FROM %s
            ), token AS (
                INSERT INTO tokens (id, account_id, livemode, payload, created_at)
                SELECT event.aggregateid, event.account_id, event.livemode, event.payload, event.occurred_at FROM event
            ), secret AS (
                INSERT INTO token_secrets (token_id, card_id, key_id, material, security_code)
                SELECT event.aggregateid, secret.card_id, secret.key_id, secret.material, secret.security_code
                FROM event
                JOIN unnest($11::text[], $12::text[], $13::bytea[], $14::bytea[]) WITH ORDINALITY
                     AS secret (card_id, key_id, material, security_code, position) USING (position)
            )
            %s SELECT %s FROM event ORDER BY event.position
            """.formatted(OutboxSql.unnest(1), OutboxSql.INSERT, OutboxSql.COLUMNS);

    private final Pool pool;
    private final OutboxRelay relay;
    private final Coalescer<NewToken, NewToken> inserts;

    TokenStore(Pool pool, OutboxRelay relay, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.inserts = coalescers.make(
                "token inserts", Coalescer.Limits.PACED, NewToken::bytes, NewToken::accountId, this::insertAll);
    }

    /** Answers once the token, its secret and its event are durable. */
    Uni<NewToken> insert(NewToken token) {
        return inserts.submit(token);
    }

    private Uni<List<NewToken>> insertAll(List<NewToken> tokens) {
        List<OutboxEvent> created = tokens.stream().map(NewToken::created).toList();
        Tuple parameters = Tuple.tuple();
        OutboxSql.addTo(parameters, created);
        addSecrets(parameters, tokens);
        return pool.preparedQuery(INSERT)
                .execute(parameters)
                .invoke(() -> relay.committed(created))
                .replaceWith(tokens);
    }

    /** Adds card, key, material and security code as four arrays. */
    static void addSecrets(Tuple parameters, List<NewToken> tokens) {
        parameters
                .addArrayOfString(texts(tokens, NewToken::cardId))
                .addArrayOfString(texts(tokens, token -> token.material().keyId()))
                .addValue(tokens.stream().map(token -> token.material().bytes()).toArray(Buffer[]::new))
                .addValue(securityCodes(tokens));
    }

    private static @Nullable Buffer[] securityCodes(List<NewToken> tokens) {
        return tokens.stream()
                .map(token -> token.securityCode().map(code -> code.bytes()).orElse(null))
                .toArray(Buffer[]::new);
    }
}
