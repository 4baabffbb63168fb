package io.satang.source.token;

import static io.satang.platform.database.Columns.texts;

import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.batching.LockOrder;
import io.satang.source.token.TakeOutcome.Expired;
import io.satang.source.token.TakeOutcome.Overtaken;
import io.satang.source.token.TakeOutcome.Taken;
import io.satang.source.token.TakeOutcome.Unknown;
import io.satang.source.token.TakeOutcome.Used;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Gives each token to the first who wants it, and to nobody else; what its taker has no need of is deleted in the same statement. */
@ApplicationScoped
class TakeStore {
    private static final int LOOKS_MAX = 5;

    // Who asked first in this statement competes with other statements for the row; the rest is told who has it.
    private static final String TAKE = """
            WITH asked AS (
                SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
                     WITH ORDINALITY AS asked (token_id, account_id, taker, position)
            ), first AS (
                SELECT DISTINCT ON (token_id, account_id) * FROM asked ORDER BY token_id, account_id, position
            ), taken AS (
                UPDATE tokens SET used_by = taker FROM first
                WHERE id = token_id AND tokens.account_id = first.account_id AND used_by IS NULL AND created_at > $4
                RETURNING id, tokens.account_id, used_by
            ), %s
            SELECT payload, created_at > $4 AS open, coalesce(taken.used_by, token.used_by) AS used_by, %s AS there
            FROM asked
            LEFT JOIN tokens AS token ON (token.id, token.account_id) = (token_id, asked.account_id)
            LEFT JOIN taken ON (taken.id, taken.account_id) = (token_id, asked.account_id)
            ORDER BY position
            """;

    static final String USE = TAKE.formatted("""
            forgotten AS (
                UPDATE token_secrets SET security_code = NULL FROM taken
                WHERE token_id = taken.id AND security_code IS NOT NULL
            )""", "true");

    static final String KEEP = TAKE.formatted("""
            moved AS (
                DELETE FROM token_secrets USING taken WHERE token_id = taken.id RETURNING token_secrets.*, account_id
            ), kept AS (
                INSERT INTO kept_cards (card_id, token_id, account_id, key_id, material, kept_at)
                SELECT card_id, token_id, account_id, key_id, material, now() FROM moved
            )""", """
            (taken.id IS NOT NULL OR EXISTS (SELECT FROM kept_cards WHERE card_id = token.payload::json ->> 'card_id'))""");

    private final Pool pool;
    private final Clock clock;
    private final Coalescer<Wish, TakeOutcome> uses;
    private final Coalescer<Wish, TakeOutcome> keeps;

    /** Somebody wants a token. */
    private record Wish(String tokenId, Taker taker) {
        String owner() {
            return taker.accountId();
        }

        /** How many bytes of memory it holds, at the most. */
        long bytes() {
            return 2L
                    * (tokenId.length()
                            + taker.id().length()
                            + taker.accountId().length());
        }
    }

    TakeStore(Pool pool, Clock clock, Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.uses = coalescers.make("token uses", Coalescer.Limits.PACED, Wish::bytes, Wish::owner, taking(USE));
        this.keeps = coalescers.make("token keeps", Coalescer.Limits.PACED, Wish::bytes, Wish::owner, taking(KEEP));
    }

    /** Gives the token to a charge: its security code is gone when this is answered. */
    Uni<TakeOutcome> use(String tokenId, Taker charge) {
        return take(uses, new Wish(tokenId, charge), LOOKS_MAX);
    }

    /**
     * Gives the token to a customer: its security code is gone, and the rest is kept until the card is deleted. From then on nobody is given
     * the token, not even the same customer: there is nothing left of it to charge.
     */
    Uni<TakeOutcome> keep(String tokenId, Taker customer) {
        return take(keeps, new Wish(tokenId, customer), LOOKS_MAX);
    }

    private static Uni<TakeOutcome> take(Coalescer<Wish, TakeOutcome> queue, Wish wish, int looksLeft) {
        return queue.submit(wish)
                .flatMap(outcome -> outcome instanceof Overtaken && looksLeft > 1
                        ? take(queue, wish, looksLeft - 1)
                        : Uni.createFrom().item(outcome));
    }

    private Function<List<Wish>, Uni<List<TakeOutcome>>> taking(String statement) {
        return LockOrder.by(
                Wish::tokenId,
                wishes -> pool.preparedQuery(statement)
                        .execute(Tuple.tuple()
                                .addArrayOfString(texts(wishes, Wish::tokenId))
                                .addArrayOfString(
                                        texts(wishes, wish -> wish.taker().accountId()))
                                .addArrayOfString(
                                        texts(wishes, wish -> wish.taker().id()))
                                .addOffsetDateTime(lastExpired()))
                        .map(rows -> {
                            List<Row> found = StreamSupport.stream(rows.spliterator(), false)
                                    .toList();
                            return IntStream.range(0, wishes.size())
                                    .mapToObj(i -> outcome(wishes.get(i), found.get(i)))
                                    .toList();
                        }));
    }

    private static TakeOutcome outcome(Wish wish, Row row) {
        if (row.getString("payload") == null) {
            return new Unknown();
        }
        Optional<String> usedBy = Optional.ofNullable(row.getString("used_by"));
        if (usedBy.isPresent()) {
            boolean theirs = usedBy.get().equals(wish.taker().id()) && row.getBoolean("there");
            return theirs ? new Taken(row.getString("payload")) : new Used();
        }
        return row.getBoolean("open") ? new Overtaken() : new Expired();
    }

    private OffsetDateTime lastExpired() {
        return clock.instant().minus(TokenLife.OPEN).atOffset(ZoneOffset.UTC);
    }
}
