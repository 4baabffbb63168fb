package io.satang.charge.customer;

import static io.satang.platform.database.Columns.texts;

import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyRows;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.outbox.OutboxSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Customers with their cards, each written as a whole, with its events and what the vault is to be told, in one transaction. */
@ApplicationScoped
class CustomerStore {
    private static final String FIND = CustomerRows.COLUMNS + "FROM customers AS customer" + CustomerRows.WITH_CARDS
            + "WHERE customer.id = $1 AND customer.account_id = $2";

    private static final String INSERT =
            """
            WITH written AS (
                INSERT INTO customers (id, account_id, livemode, version, email, description, metadata, default_card, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7::text::json, $8, $9)
                RETURNING id
            ), carded AS (
            """ + CustomerRows.writeCards(10) + "), published AS (" + OutboxSql.INSERT + "SELECT " + OutboxSql.COLUMNS
                    + " FROM written, " + OutboxSql.unnest(10 + CustomerRows.CARD_PARAMETERS) + """
                 ORDER BY event.position
            )
            SELECT id FROM written
            """;

    // What the vault is to forget is given a moment by whoever asks it at once, and then swept.
    private static final String DROP = """
            , dropped AS (
                INSERT INTO vault_intents (account_id, token_id, customer_id, kind, creates, card_id, wake_at)
                SELECT account_id, token_id, customer_id, 'drop', false, gone.id, now() + interval '10 seconds' FROM gone
            )
            """;

    private static final String UPDATE =
            """
            WITH written AS (
                UPDATE customers
                SET version = $3, revision = revision + 1, email = $4, description = $5, metadata = $6::text::json, default_card = $7
                WHERE id = $1 AND revision = $2
                RETURNING id, account_id
            ), gone AS (
                DELETE FROM customer_cards USING written WHERE customer_id = written.id AND customer_cards.id <> ALL ($8::text[])
                RETURNING customer_cards.id, token_id, customer_id, account_id
            )
            """ + DROP + ", carded AS (" + CustomerRows.writeCards(9) + "), published AS (" + OutboxSql.INSERT
                    + "SELECT " + OutboxSql.COLUMNS + " FROM written, "
                    + OutboxSql.unnest(9 + CustomerRows.CARD_PARAMETERS) + """
                 ORDER BY event.position
            )
            SELECT id FROM written
            """;

    private static final String DELETE =
            """
            WITH written AS (
                DELETE FROM customers WHERE id = $1 AND revision = $2 RETURNING id, account_id
            ), gone AS (
                DELETE FROM customer_cards USING written WHERE customer_id = written.id
                RETURNING customer_cards.id, token_id, customer_id, account_id
            )
            """ + DROP + ", published AS (" + OutboxSql.INSERT + "SELECT " + OutboxSql.COLUMNS + " FROM written, "
                    + OutboxSql.unnest(3) + """
                 ORDER BY event.position
            )
            SELECT id FROM written
            """;

    private final Pool pool;
    private final OutboxRelay relay;

    CustomerStore(Pool pool, OutboxRelay relay) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.relay = Objects.requireNonNull(relay, "relay");
    }

    /** What became of something that was to be written. */
    enum Written {
        /** It is there. */
        DONE,
        /** The customer is no longer what was decided upon, or is no more. */
        STALE,
        /** Somebody else has finished with the token, and nothing was written. */
        TOKEN_GONE,
        /** Somebody else has claimed the idempotency key, and nothing was written. */
        KEY_TAKEN
    }

    /**
     * What is to be written.
     *
     * @param next   the customer as it is to be
     * @param events what others are told
     * @param keep   the intent that ends with it, when it has a new card
     * @param keyed  the request that it is written for, when that has a key
     */
    record Change(Customer next, List<OutboxEvent> events, Optional<KeepIntent> keep, Optional<KeyedCustomer> keyed) {
        Change {
            Objects.requireNonNull(next, "next");
            events = List.copyOf(events);
            Objects.requireNonNull(keep, "keep");
            Objects.requireNonNull(keyed, "keyed");
        }

        /** That of a request without a key. */
        Change(Customer next, List<OutboxEvent> events, Optional<KeepIntent> keep) {
            this(next, events, keep, Optional.empty());
        }
    }

    /** The account's customer of this id. */
    Uni<Optional<Customer>> find(AccountId account, CustomerId id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id.value(), account.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CustomerRows::read)
                        .findFirst());
    }

    /**
     * What this request was answered before; fails with 422 when its key was used with another one.
     *
     * @param now until when keys are remembered follows from it
     */
    Uni<Optional<String>> answer(AccountId account, IdempotencyRequest request, Instant now) {
        return KeyRows.find(pool, account.value(), request, now);
    }

    /** Writes a new customer. */
    Uni<Written> insert(Change change) {
        Customer next = change.next();
        Tuple parameters = Tuple.tuple()
                .addString(next.id().value())
                .addString(next.accountId().value())
                .addBoolean(next.livemode())
                .addLong(next.version());
        details(parameters, next).addOffsetDateTime(next.createdAt().atOffset(ZoneOffset.UTC));
        CustomerRows.addTo(parameters, next.cards());
        OutboxSql.addTo(parameters, change.events());
        return write(change, INSERT, parameters);
    }

    /** Writes what has become of a customer, if it is still the former one; the vault is to forget the cards that it has no more. */
    Uni<Written> update(Customer former, Change change) {
        Customer next = change.next();
        Tuple parameters = Tuple.of(next.id().value(), former.revision()).addLong(next.version());
        details(parameters, next)
                .addArrayOfString(texts(next.cards(), card -> card.id().value()));
        CustomerRows.addTo(
                parameters,
                next.cards().stream()
                        .filter(card -> !former.cards().contains(card))
                        .toList());
        OutboxSql.addTo(parameters, change.events());
        return write(change, UPDATE, parameters);
    }

    /** Deletes a customer and its cards, if it is still the former one; the vault is to forget them. */
    Uni<Written> delete(Customer former, Change change) {
        Tuple parameters = Tuple.of(former.id().value(), former.revision());
        OutboxSql.addTo(parameters, change.events());
        return write(change, DELETE, parameters);
    }

    private static Tuple details(Tuple parameters, Customer customer) {
        return parameters
                .addString(customer.details().email().orElse(null))
                .addString(customer.details().description().orElse(null))
                .addString(customer.details().metadata().text())
                .addString(customer.defaultCard().map(Object::toString).orElse(null));
    }

    private Uni<Written> write(Change change, String sql, Tuple parameters) {
        boolean alone = change.keep().isEmpty() && change.keyed().isEmpty();
        return (alone ? execute(pool, sql, parameters) : inTransaction(change, sql, parameters)).invoke(written -> {
            if (written == Written.DONE) {
                relay.committed(change.events());
            }
        });
    }

    /**
     * The key is claimed and the intent goes when the customer comes, or none of it: whoever has the intent first, this or the sweep, is the
     * only one to go on. The key is first, as a repetition in another replica waits there and then finds the answer.
     */
    private Uni<Written> inTransaction(Change change, String sql, Tuple parameters) {
        return pool.withTransaction(transaction -> claim(transaction, change)
                        .chain(() -> finish(transaction, change))
                        .chain(() -> execute(transaction, sql, parameters))
                        .invoke(written -> require(written == Written.DONE, written)))
                .onFailure(NotWritten.class)
                .recoverWithItem(failure -> failure.because);
    }

    private static Uni<Void> claim(SqlConnection transaction, Change change) {
        return change.keyed()
                .map(keyed -> KeyRows.claim(
                                transaction,
                                change.next().accountId().value(),
                                keyed.request(),
                                keyed.answer(),
                                keyed.at())
                        .invoke(claimed -> require(claimed, Written.KEY_TAKEN))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Uni<Void> finish(SqlConnection transaction, Change change) {
        return change.keep()
                .map(keep -> VaultIntentStore.finish(transaction, keep)
                        .invoke(there -> require(there, Written.TOKEN_GONE))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void require(boolean done, Written otherwise) {
        if (!done) {
            throw new NotWritten(otherwise);
        }
    }

    private static Uni<Written> execute(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.size() == 0 ? Written.STALE : Written.DONE);
    }

    /** Rolls the transaction back, and with it the claim and the end of the intent. */
    private static final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Written because;

        NotWritten(Written because) {
            super(because.name(), null, false, false);
            this.because = because;
        }
    }
}
