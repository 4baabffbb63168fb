package io.satang.charge.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.RawJson;
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
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the vault for tokens, over HTTP: who gets a token is decided there, once. Charges that ask at the same time travel together, and how
 * long each waits is bounded.
 */
@ApplicationScoped
public class Tokens {
    // As many as the vault takes at once; another batch goes while it answers the first.
    private static final Coalescer.Limits USES = new Coalescer.Limits(64, 2, 4_096);
    private static final long USE_BYTES = 512;
    private static final Logger LOG = Logger.getLogger(Tokens.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final InternalRoutes routes;
    private final Coalescer<Use, Answer> uses;

    private record Use(TokenId token, AccountId account, ChargeId charge) {
        ObjectNode body() {
            return MAPPER.createObjectNode().put("account_id", account.value()).put("charge_id", charge.value());
        }
    }

    /** What the vault answers to several. */
    private record Given(List<Each> answers) {
        private record Each(int status, RawJson body) {}

        private static List<Answer> read(Answer answer, int asked) {
            List<Answer> each = answer.read(Given.class).answers().stream()
                    .map(one -> new Answer(one.status(), one.body().text()))
                    .toList();
            if (each.size() != asked) {
                throw new IllegalStateException("source-service answered %d of %d uses".formatted(each.size(), asked));
            }
            return each;
        }
    }

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

    private Uni<List<Answer>> ask(List<Use> uses) {
        return uses.size() == 1 ? askAlone(uses.getFirst()).map(List::of) : askTogether(uses);
    }

    private Uni<Answer> askAlone(Use use) {
        return routes.post(
                "/internal/tokens/" + use.token() + "/use", use.body().toString());
    }

    private Uni<List<Answer>> askTogether(List<Use> uses) {
        ObjectNode body = MAPPER.createObjectNode();
        ArrayNode each = body.putArray("uses");
        uses.forEach(use -> each.add(use.body().put("token_id", use.token().value())));
        return routes.post("/internal/tokens/use", body.toString()).flatMap(answer -> answersTo(uses, answer));
    }

    private Uni<List<Answer>> answersTo(List<Use> uses, Answer answer) {
        return switch (answer.status()) {
            case 200 -> Uni.createFrom().item(Given.read(answer, uses.size()));
            // A vault of the version before, in the middle of an upgrade, knows no uses but single ones.
            case 404 ->
                Uni.join().all(uses.stream().map(this::askAlone).toList()).andFailFast();
            default -> Uni.createFrom().item(Collections.nCopies(uses.size(), answer));
        };
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
