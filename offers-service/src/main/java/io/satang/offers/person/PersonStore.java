package io.satang.offers.person;

import io.satang.hibernate.Sessions;
import io.satang.offers.listing.ListQuery;
import io.satang.offers.once.OnceStore;
import io.satang.platform.error.ApiException;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where persons are kept. Another account's person is none. */
@ApplicationScoped
public class PersonStore {
    private final OnceStore once;
    private final ListRoom room;

    PersonStore(OnceStore once, ListRoom room) {
        this.once = Objects.requireNonNull(once, "once");
        this.room = Objects.requireNonNull(room, "room");
    }

    Uni<KeyedAnswer> add(PersonEntity person, Optional<IdempotencyRequest> request) {
        return once.write(
                person.accountId,
                request,
                session -> session.persist(person)
                        .chain(session::flush)
                        .map(written -> PersonJson.render(person).text()));
    }

    Uni<String> get(String accountId, String id) {
        return Sessions.read(session -> load(session, accountId, id, LockModeType.NONE)
                .map(person -> PersonJson.render(person).text()));
    }

    Uni<ListQuery.Part<PersonEntity>> list(String accountId, Page page) {
        return new ListQuery<>(PersonEntity.class, "length(row.metadata)", "row.accountId = ?1", List.of(accountId))
                .part(page, room);
    }

    Uni<String> change(String accountId, String id, UnaryOperator<PersonDetails> change) {
        return Sessions.write(session -> load(session, accountId, id, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(person -> {
                    person.write(change.apply(PersonDetails.of(person)));
                    return session.flush()
                            .map(written -> PersonJson.render(person).text());
                }));
    }

    /** Goes on only when the account has this person; fails with 404. */
    public Uni<Void> require(Mutiny.Session session, String accountId, PersonId id) {
        return load(session, accountId, id.value(), LockModeType.NONE).replaceWithVoid();
    }

    private static Uni<PersonEntity> load(Mutiny.Session session, String accountId, String id, LockModeType lock) {
        return session.find(PersonEntity.class, id, lock).map(person -> {
            if (person == null || !person.accountId.equals(accountId)) {
                throw notFound(id);
            }
            return person;
        });
    }

    /** The id of a person; fails with 404, without repeating what may be the number of a card. */
    public static PersonId id(String text) {
        return PersonId.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("person", id);
    }
}
