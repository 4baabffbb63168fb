package io.satang.charge.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.events.TokenCreated;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.TokenId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Asks the vault, over HTTP, to keep the card of a token and to forget it. Both may be repeated. */
@ApplicationScoped
class Vault {
    private static final Logger LOG = Logger.getLogger(Vault.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final InternalRoutes routes;

    Vault(InternalRoutes routes) {
        this.routes = Objects.requireNonNull(routes, "routes");
    }

    /** What the vault says to who wants a card kept. */
    sealed interface KeepAnswer {
        /** It is kept, since now or since before. */
        record Kept(TokenCreated token) implements KeepAnswer {
            public Kept {
                Objects.requireNonNull(token, "token");
            }
        }

        /** It is not, and will not be: {@code used_token}, {@code invalid_card_token} or {@code not_found}. */
        record Refused(ApiException refusal) implements KeepAnswer {
            public Refused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }
    }

    /**
     * Keeps a token's card for a customer until it is forgotten; who is forgotten is not kept again.
     *
     * @return fails when it is not known what came of it
     */
    Uni<KeepAnswer> keep(AccountId account, TokenId token, CustomerId customer) {
        String body = MAPPER.createObjectNode()
                .put("account_id", account.value())
                .put("customer_id", customer.value())
                .toString();
        return routes.post("/internal/tokens/" + token + "/keep", body).map(answer -> kept(token, answer));
    }

    /**
     * Forgets a card; nobody can charge it from then on.
     *
     * @return fails when it is not known what came of it
     */
    Uni<Void> forget(AccountId account, CardId card) {
        String body =
                MAPPER.createObjectNode().put("account_id", account.value()).toString();
        return routes.post("/internal/cards/" + card + "/delete", body)
                .invoke(answer -> {
                    if (answer.status() != OK) {
                        throw unavailable(card, answer);
                    }
                })
                .replaceWithVoid();
    }

    private static KeepAnswer kept(TokenId token, Answer answer) {
        return switch (answer.status()) {
            case OK -> new KeepAnswer.Kept(answer.read(TokenCreated.class));
            case BAD_REQUEST, NOT_FOUND -> new KeepAnswer.Refused(answer.refusal());
            default -> throw unavailable(token, answer);
        };
    }

    private static ApiException unavailable(Object about, Answer answer) {
        LOG.errorf("source-service answered %d for %s", answer.status(), about);
        return new ApiException(Failures.UNAVAILABLE);
    }
}
