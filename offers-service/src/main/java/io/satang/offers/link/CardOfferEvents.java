package io.satang.offers.link;

import io.satang.events.CardOfferChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import io.satang.platform.outbox.OutboxEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What others are told of links. */
@Singleton
class CardOfferEvents {
    private final AccountDirectory accounts;
    private final Ids ids;

    CardOfferEvents(AccountDirectory accounts, Ids ids) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /** That the card has joined or left the offer, as the row now says. */
    OutboxEvent of(CardOfferEntity row, Instant now, Optional<String> requestId) {
        EventType type = row.isLinked() ? EventType.CARD_LINKED : EventType.CARD_UNLINKED;
        return OutboxEvent.of(
                new EventEnvelope(
                        ids.nextBody(), type, row.id, row.version, row.accountId, row.livemode, now, requestId),
                new CardOfferChanged(
                        row.id,
                        row.cardId,
                        row.offerId,
                        row.state(),
                        accounts.version(row.accountId).orElse(0),
                        CardOfferJson.render(row)));
    }
}
