package io.satang.source.token;

import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import io.satang.platform.json.StoredJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tokens as their account may see them. */
@ApplicationScoped
class TokenReader {
    private final TokenReadStore tokens;
    private final String vaultUrl;

    /** All that is read of a row's payload here. */
    record Kept(RawJson card) {}

    TokenReader(TokenReadStore tokens, @ConfigProperty(name = "satang.vault.public-url") String vaultUrl) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.vaultUrl = Objects.requireNonNull(vaultUrl, "vaultUrl");
    }

    /** The token as JSON, if the account owns one of this id. */
    Uni<Optional<String>> find(String id, String accountId) {
        return TokenId.isWellFormed(id)
                ? tokens.find(id, accountId).map(found -> found.map(token -> render(id, token)))
                : Uni.createFrom().item(Optional.empty());
    }

    private String render(String id, StoredToken token) {
        // The card of a customer is shown by the customer.
        Optional<RawJson> card = token.isKept()
                ? Optional.empty()
                : Optional.of(StoredJson.read(token.payload(), Kept.class, "a stored token")
                        .card());
        return ApiJson.write(TokenView.of(
                id,
                token.livemode(),
                vaultUrl,
                token.usedBy().isPresent(),
                token.chargeStatus(),
                card,
                token.createdAt()));
    }
}
