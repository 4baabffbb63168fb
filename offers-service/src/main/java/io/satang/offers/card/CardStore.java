package io.satang.offers.card;

import io.satang.hibernate.Sessions;
import io.satang.offers.listing.ListQuery;
import io.satang.offers.offer.MerchantStore;
import io.satang.offers.once.OnceStore;
import io.satang.offers.person.PersonId;
import io.satang.offers.person.PersonStore;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.CardId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where cards are kept, without their numbers. Another account's card is none. */
@ApplicationScoped
public class CardStore {
    private static final String INSERT = """
        INSERT INTO cards (id, account_id, livemode, person_id, brand, last_digits, name, expiration_month, expiration_year, fingerprint,
                           created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (account_id, fingerprint) DO NOTHING
        """;

    private static final String RECOGNISE = """
        INSERT INTO card_fingerprints (card_id, merchant_account, fingerprint) VALUES (?1, ?2, ?3)
        ON CONFLICT (card_id, merchant_account) DO NOTHING
        """;

    private static final String RECOGNISED =
            "SELECT count(*) FROM card_fingerprints WHERE card_id = ?1 AND merchant_account = ?2";

    private final PersonStore persons;
    private final MerchantStore merchants;
    private final Fingerprints fingerprints;
    private final OnceStore once;
    private final ListRoom room;

    CardStore(PersonStore persons, MerchantStore merchants, Fingerprints fingerprints, OnceStore once, ListRoom room) {
        this.persons = Objects.requireNonNull(persons, "persons");
        this.merchants = Objects.requireNonNull(merchants, "merchants");
        this.fingerprints = Objects.requireNonNull(fingerprints, "fingerprints");
        this.once = Objects.requireNonNull(once, "once");
        this.room = Objects.requireNonNull(room, "room");
    }

    /**
     * Registers a card, so that the payments with it are recognised at every merchant that the account may name. The card that is known
     * already is answered again, and recognised at the merchants that have come since.
     */
    Uni<KeyedAnswer> add(NewCard card, Optional<IdempotencyRequest> request) {
        return once.write(
                card.accountId(),
                request,
                session -> persons.require(session, card.accountId(), card.person())
                        .chain(() -> insert(session, card))
                        .chain(() -> known(session, card))
                        .call(known -> recognise(
                                session,
                                new CardId(known.id),
                                card.accountId(),
                                card.draft().number()))
                        .map(known -> CardJson.render(known).text()));
    }

    private static Uni<Integer> insert(Mutiny.Session session, NewCard card) {
        return session.createNativeQuery(INSERT)
                .setParameter(1, card.id().value())
                .setParameter(2, card.accountId())
                .setParameter(3, card.livemode())
                .setParameter(4, card.person().value())
                .setParameter(5, card.draft().brand().wireName())
                .setParameter(6, card.draft().number().lastDigits())
                .setParameter(7, card.draft().name())
                .setParameter(8, card.draft().expirationMonth())
                .setParameter(9, card.draft().expirationYear())
                .setParameter(10, card.fingerprint())
                .setParameter(11, card.createdAt().atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    private static Uni<CardEntity> known(Mutiny.Session session, NewCard card) {
        return session.createSelectionQuery(
                        "from CardEntity row where row.accountId = ?1 and row.fingerprint = ?2", CardEntity.class)
                .setParameter(1, card.accountId())
                .setParameter(2, card.fingerprint())
                .getSingleResult()
                .invoke(known -> {
                    if (!known.personId.equals(card.person().value())) {
                        throw ApiException.of(400, "invalid_card", "the card is another person's");
                    }
                });
    }

    private Uni<Void> recognise(Mutiny.Session session, CardId card, String accountId, CardNumber number) {
        return merchants
                .accounts(session, accountId)
                .flatMap(accounts -> Multi.createFrom()
                        .iterable(accounts)
                        .onItem()
                        .transformToUniAndConcatenate(merchant -> session.createNativeQuery(RECOGNISE)
                                .setParameter(1, card.value())
                                .setParameter(2, merchant)
                                .setParameter(3, fingerprints.of(merchant, number))
                                .executeUpdate())
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /** The person's cards by time; fails with 404 when the account has no such person. */
    Uni<ListQuery.Part<CardEntity>> list(String accountId, PersonId person, Page page) {
        return Sessions.read(session -> persons.require(session, accountId, person))
                .chain(() -> new ListQuery<>(
                                CardEntity.class, "length(row.name)", "row.personId = ?1", List.of(person.value()))
                        .part(page, room));
    }

    Uni<String> get(String accountId, CardId id) {
        return Sessions.read(session ->
                load(session, accountId, id).map(card -> CardJson.render(card).text()));
    }

    /** Goes on only when the account has this card; fails with 404. */
    public Uni<Void> require(Mutiny.Session session, String accountId, CardId id) {
        return load(session, accountId, id).replaceWithVoid();
    }

    /** Whether payments with the card are recognised where this account takes them. */
    public Uni<Boolean> isRecognised(Mutiny.Session session, CardId id, String merchantAccount) {
        return session.createNativeQuery(RECOGNISED, Long.class)
                .setParameter(1, id.value())
                .setParameter(2, merchantAccount)
                .getSingleResult()
                .map(found -> found > 0);
    }

    private static Uni<CardEntity> load(Mutiny.Session session, String accountId, CardId id) {
        return session.find(CardEntity.class, id.value()).map(card -> {
            if (card == null || !card.accountId.equals(accountId)) {
                throw notFound(id.value());
            }
            return card;
        });
    }

    /** The id of a card in a path; fails with 404, without repeating what may be the number of a card. */
    public static CardId id(String text) {
        return CardId.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("card", id);
    }
}
