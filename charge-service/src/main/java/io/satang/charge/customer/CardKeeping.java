package io.satang.charge.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.customer.Vault.KeepAnswer;
import io.satang.events.TokenCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.CardId;
import io.satang.platform.id.TokenId;
import io.satang.platform.time.TimeFormat;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/**
 * Has the vault keep the card of a token. That it is to be kept is stored before: whoever stores the card's row ends that in the same
 * transaction, and where nobody does, a sweep has the vault forget it.
 */
@ApplicationScoped
class CardKeeping {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final VaultIntentStore intents;
    private final Vault vault;

    CardKeeping(VaultIntentStore intents, Vault vault) {
        this.intents = Objects.requireNonNull(intents, "intents");
        this.vault = Objects.requireNonNull(vault, "vault");
    }

    /**
     * A card that the vault keeps, and what is to end when its row is stored.
     *
     * @param intent may name another customer to be made than was asked for, which an earlier attempt would have made
     */
    record Kept(KeepIntent intent, CustomerCard card) {
        Kept {
            Objects.requireNonNull(intent, "intent");
            Objects.requireNonNull(card, "card");
        }
    }

    /**
     * Has it kept.
     *
     * @throws ApiException the vault's refusal; 503 when it is not known what came of it, after which the same may be asked again
     */
    Uni<Kept> keep(KeepIntent wanted) {
        return intents.begin(wanted)
                .map(stored -> stored.orElseThrow(CardKeeping::used))
                .flatMap(intent -> vault.keep(intent.account(), intent.token(), intent.customer())
                        .flatMap(answer -> kept(intent, answer)));
    }

    private Uni<Kept> kept(KeepIntent intent, KeepAnswer answer) {
        return switch (answer) {
            case KeepAnswer.Kept(TokenCreated token) -> Uni.createFrom().item(new Kept(intent, card(token)));
            case KeepAnswer.Refused(ApiException refusal) ->
                intents.withdraw(intent).chain(() -> Uni.createFrom().failure(refusal));
        };
    }

    /** The refusal of a token that was for something else. */
    static ApiException used() {
        return ApiException.of(400, "used_token", "token was already used");
    }

    private static CustomerCard card(TokenCreated token) {
        return new CustomerCard(
                new CardId(token.cardId()),
                new TokenId(token.tokenId()),
                0,
                token.brand(),
                token.testFailure(),
                token.card(),
                TimeFormat.parse(tree(token).path("created_at").asText())
                        .orElseThrow(() -> new IllegalStateException(token.cardId() + " was made at no time")));
    }

    private static JsonNode tree(TokenCreated token) {
        try {
            return MAPPER.readTree(token.card().text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(token.cardId() + " is no JSON", e);
        }
    }
}
