package io.satang.charge.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.events.TokenCreated;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.TokenId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the vault for tokens, over HTTP: who gets a token is decided there, once. How many ask at a time is bounded, and so is how long each
 * waits.
 */
@ApplicationScoped
public class Tokens {
    // The vault gathers what arrives together.
    private static final Coalescer.Limits USES = new Coalescer.Limits(1, 16, 4_096);
    private static final long USE_BYTES = 512;
    private static final Logger LOG = Logger.getLogger(Tokens.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final InternalRoutes routes;
    private final Coalescer<Use, Answer> uses;

    private record Use(TokenId token, AccountId account, ChargeId charge) {}

    /** Nobody has been asked. */
    public Tokens(InternalRoutes routes, Coalescers coalescers) {
        this.routes = routes;
        this.uses = coalescers.make(
                "token uses", USES, use -> USE_BYTES, use -> use.account().value(), this::ask);
    }

    /**
     * The account's token, which is this charge's from now on; the same charge may ask again.
     *
     * @throws ApiException {@code used_token} when it is another's, {@code invalid_card_token} when it has expired, {@code not_found} also when
     *     it is another account's
     */
    public Uni<TokenCreated> use(TokenId token, AccountId account, ChargeId charge) {
        return uses.submit(new Use(token, account, charge)).map(answer -> read(token, answer));
    }

    private Uni<List<Answer>> ask(List<Use> one) {
        Use use = one.getFirst();
        String body = MAPPER.createObjectNode()
                .put("account_id", use.account().value())
                .put("charge_id", use.charge().value())
                .toString();
        return routes.post("/internal/tokens/" + use.token() + "/use", body).map(List::of);
    }

    private static TokenCreated read(TokenId token, Answer answer) {
        if (answer.status() == 200) {
            return answer.read(TokenCreated.class);
        }
        // That it does not know our token is not the merchant's fault.
        if (answer.status() >= 500 || answer.status() == 401) {
            LOG.errorf("source-service answered %d for %s", answer.status(), token);
            throw ApiException.of(503, "service_unavailable", "tokens are not available, try again");
        }
        throw answer.refusal();
    }
}
