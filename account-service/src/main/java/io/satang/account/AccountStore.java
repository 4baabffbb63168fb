package io.satang.account;

import io.satang.account.audit.AuditEntry;
import io.satang.account.audit.AuditStore;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.hibernate.OutboxRows;
import io.satang.hibernate.Sessions;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where accounts are kept. Every change raises the row's version and writes the event {@code account.changed} in the same transaction.
 * Fails as the connection did when it was lost.
 */
@ApplicationScoped
public class AccountStore {
    private static final String VERSIONS = "select a.id, a.version from AccountEntity a where a.id > ?1 order by a.id";

    private final OutboxRelay relay;
    private final AppliedEverywhere everywhere;
    private final KeyedAnswerStore answers;
    private final AuditStore audit;
    private final Ids ids;
    private final Clock clock;

    /** What was written in one transaction. */
    private record Written(Account account, long version, List<OutboxEvent> events) {}

    AccountStore(
            OutboxRelay relay,
            AppliedEverywhere everywhere,
            KeyedAnswerStore answers,
            AuditStore audit,
            Ids ids,
            Clock clock) {
        this.relay = Objects.requireNonNull(relay, "relay");
        this.everywhere = Objects.requireNonNull(everywhere, "everywhere");
        this.answers = Objects.requireNonNull(answers, "answers");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The account; fails with 404 when there is none. */
    public Uni<Account> get(String accountId) {
        return Sessions.read(
                session -> load(session, accountId, LockModeType.NONE).map(AccountEntity::account));
    }

    /** Adds a new account; succeeds when its keys work everywhere. */
    public Uni<Account> add(Account account, AuditEntry entry) {
        return applied(session -> insert(session, account).call(() -> audit.add(entry)));
    }

    /**
     * Adds a new account unless the request has been answered before; then it adds none, and is empty.
     *
     * @param answer what repetitions are answered; it stands in the database, so no API key may be in it
     */
    public Uni<Optional<Account>> addOnce(
            Account account, IdempotencyRequest request, String answer, AuditEntry entry) {
        return applied(session -> answers.claim(session, request, answer)
                        .flatMap(claimed -> claimed
                                ? insert(session, account).call(() -> audit.add(entry))
                                : Uni.createFrom().<Written>nullItem()))
                .map(Optional::ofNullable);
    }

    /** Adds the account unless one with its id exists, which is then left as it is. */
    public Uni<Void> addIfMissing(Account account) {
        return Sessions.read(session -> session.find(AccountEntity.class, account.id()))
                .flatMap(found -> found == null
                        ? told(session -> insert(session, account))
                        : Uni.createFrom().item(account))
                // Another replica was looking at the same moment, and was faster.
                .onFailure(ConstraintViolationException.class)
                .recoverWithNull()
                .replaceWithVoid();
    }

    /**
     * Changes an account; fails with 404 when there is none, and succeeds when every service goes by the change. Writers of one account come
     * one after the other. A change that changes nothing writes nothing; what it repeats may still be on its way.
     */
    public Uni<Account> change(String accountId, UnaryOperator<Account> change) {
        return applied(session -> changed(session, accountId, change));
    }

    /** Changes an account as an operator wants it, and keeps that it was done. */
    public Uni<Account> change(String accountId, UnaryOperator<Account> change, AuditEntry entry) {
        return applied(session -> changed(session, accountId, change).call(() -> audit.add(entry)));
    }

    /** Tells again what an account is, at the version that it has; fails with 404 when there is none. */
    public Uni<Account> announce(String accountId) {
        return told(session -> toldAgain(session, accountId));
    }

    /** Tells it again as an operator wants it, and keeps that it was done. */
    public Uni<Account> announce(String accountId, AuditEntry entry) {
        return told(session -> toldAgain(session, accountId).call(() -> audit.add(entry)));
    }

    /** The next accounts in the order of their ids, no more than {@code limit}, and how they are. */
    public Uni<List<AccountVersion>> versionsAfter(String accountId, int limit) {
        return Sessions.read(session -> session.createQuery(VERSIONS, AccountVersion.class)
                .setParameter(1, accountId)
                .setMaxResults(limit)
                .getResultList());
    }

    private Uni<Written> insert(Mutiny.Session session, Account account) {
        AccountEntity entity = AccountEntity.of(account);
        return session.persist(entity).chain(() -> tell(session, entity));
    }

    private Uni<Written> changed(Mutiny.Session session, String accountId, UnaryOperator<Account> change) {
        return load(session, accountId, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(entity -> write(session, entity, change.apply(entity.account())));
    }

    private Uni<Written> toldAgain(Mutiny.Session session, String accountId) {
        return load(session, accountId, LockModeType.PESSIMISTIC_WRITE).flatMap(entity -> tell(session, entity));
    }

    private Uni<Written> write(Mutiny.Session session, AccountEntity entity, Account changed) {
        if (changed.equals(entity.account())) {
            return Uni.createFrom().item(new Written(changed, entity.version, List.of()));
        }
        Object[] dropped = entity.write(changed).toArray();
        return session.removeAll(dropped).chain(() -> tell(session, entity));
    }

    private static Uni<AccountEntity> load(Mutiny.Session session, String accountId, LockModeType lock) {
        return session.find(AccountEntity.class, accountId, lock)
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("account", accountId))
                .call(entity -> Mutiny.fetch(entity.keys));
    }

    private Uni<Written> tell(Mutiny.Session session, AccountEntity entity) {
        Account account = entity.account();
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                EventType.ACCOUNT_CHANGED,
                account.id(),
                entity.version,
                account.id(),
                account.livemode(),
                clock.instant(),
                RequestId.current());
        OutboxEvent event = OutboxEvent.of(envelope, account.told());
        return OutboxRows.add(session, event).replaceWith(new Written(account, entity.version, List.of(event)));
    }

    /** Commits, and succeeds when every service goes by what was written, if anything was. */
    private Uni<Account> applied(Function<Mutiny.Session, Uni<Written>> work) {
        return Sessions.write(work)
                .onItem()
                .ifNotNull()
                .call(written -> everywhere.await(
                        written.account().id(), written.version(), () -> relay.committed(written.events())))
                .onItem()
                .ifNotNull()
                .transform(Written::account);
    }

    /** Commits, and waits for nobody. */
    private Uni<Account> told(Function<Mutiny.Session, Uni<Written>> work) {
        return Sessions.write(work)
                .invoke(written -> relay.committed(written.events()))
                .map(Written::account);
    }
}
