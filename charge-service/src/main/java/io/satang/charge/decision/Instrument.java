package io.satang.charge.decision;

import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.SourceId;
import io.satang.platform.id.TokenId;
import java.util.Objects;
import java.util.Optional;

/** What a charge is paid with. It pays once, whoever races for it, unless it is a customer's card. */
public sealed interface Instrument {

    /**
     * A source.
     *
     * @param sourceId which
     */
    record BySource(SourceId sourceId) implements Instrument {
        public BySource {
            Objects.requireNonNull(sourceId, "sourceId");
        }
    }

    /**
     * A card.
     *
     * @param tokenId the token by which the vault knows it
     */
    record ByCard(TokenId tokenId) implements Instrument {
        public ByCard {
            Objects.requireNonNull(tokenId, "tokenId");
        }
    }

    /**
     * A card that a customer keeps.
     *
     * @param customerId whose it is
     * @param cardId     by which the vault knows it
     */
    record ByCustomer(CustomerId customerId, CardId cardId) implements Instrument {
        public ByCustomer {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(cardId, "cardId");
        }
    }

    /** What no second charge may be paid with; a customer's card pays again, and its charges are only put in order by it. */
    default String paysOnce() {
        return switch (this) {
            case BySource(SourceId id) -> id.value();
            case ByCard(TokenId id) -> id.value();
            case ByCustomer(CustomerId customer, CardId card) -> card.value();
        };
    }

    /** The source, when it is one. */
    default Optional<SourceId> source() {
        return switch (this) {
            case BySource(SourceId id) -> Optional.of(id);
            case ByCard card -> Optional.empty();
            case ByCustomer card -> Optional.empty();
        };
    }

    /** The token, when it is the card of one. */
    default Optional<TokenId> token() {
        return switch (this) {
            case BySource source -> Optional.empty();
            case ByCard(TokenId id) -> Optional.of(id);
            case ByCustomer card -> Optional.empty();
        };
    }
}
