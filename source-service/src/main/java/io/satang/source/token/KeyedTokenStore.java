package io.satang.source.token;

import io.satang.platform.batching.Coalescers;
import io.satang.platform.idempotency.IdempotencyPurge;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.source.keyed.KeyOutcome;
import io.satang.source.keyed.Keyed;
import io.satang.source.keyed.KeyedStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Writes tokens that carry an Idempotency-Key. */
@ApplicationScoped
class KeyedTokenStore {
    private static final String INSERT = """
            token AS (
                INSERT INTO tokens (id, account_id, livemode, payload, created_at)
                SELECT source_id, event.account_id, livemode, payload, occurred_at
                FROM event JOIN claimed ON source_id = aggregateid
            ), secret AS (
                INSERT INTO token_secrets (token_id, card_id, key_id, material, security_code)
                SELECT source_id, card_id, key_id, material, security_code
                FROM event JOIN claimed ON source_id = aggregateid
                JOIN unnest($14::text[], $15::text[], $16::bytea[], $17::bytea[]) WITH ORDINALITY
                     AS secret (card_id, key_id, material, security_code, position) USING (position)
            )""";

    static final String INSERT_ONCE = KeyedStore.statement(INSERT);

    private final KeyedStore<NewToken> store;

    KeyedTokenStore(Pool pool, OutboxRelay relay, IdempotencyPurge purge, Coalescers coalescers) {
        this.store = new KeyedStore<>(new Tokens(relay), pool, purge, coalescers);
    }

    /** Answers once it is durable who was first with the key. */
    Uni<KeyOutcome<NewToken>> insertOnce(Keyed<NewToken> token) {
        return store.insertOnce(token);
    }

    private record Tokens(OutboxRelay relay) implements KeyedStore.Kind<NewToken> {
        Tokens {
            Objects.requireNonNull(relay, "relay");
        }

        @Override
        public String queue() {
            return "token inserts with a key";
        }

        @Override
        public String insert() {
            return INSERT;
        }

        @Override
        public void addTo(Tuple parameters, List<NewToken> tokens) {
            TokenStore.addSecrets(parameters, tokens);
        }

        @Override
        public OutboxEvent created(NewToken token) {
            return token.created();
        }

        @Override
        public String answer(NewToken token) {
            return token.answer();
        }

        @Override
        public long bytes(NewToken token) {
            return token.bytes();
        }

        @Override
        public void committed(List<OutboxEvent> created) {
            relay.committed(created);
        }
    }
}
