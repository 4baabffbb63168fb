package io.satang.charge.decision;

import io.satang.platform.id.SourceId;
import io.satang.platform.id.TokenId;
import java.util.Objects;
import java.util.Optional;

/** What a charge is paid with. It pays once, whoever races for it. */
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

    /** What no second charge may be paid with. */
    default String paysOnce() {
        return switch (this) {
            case BySource(SourceId id) -> id.value();
            case ByCard(TokenId id) -> id.value();
        };
    }

    /** The source, when it is one. */
    default Optional<SourceId> source() {
        return switch (this) {
            case BySource(SourceId id) -> Optional.of(id);
            case ByCard card -> Optional.empty();
        };
    }

    /** The token, when it is the card of one. */
    default Optional<TokenId> token() {
        return switch (this) {
            case BySource source -> Optional.empty();
            case ByCard(TokenId id) -> Optional.of(id);
        };
    }
}
