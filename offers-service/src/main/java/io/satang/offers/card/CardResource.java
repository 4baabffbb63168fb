package io.satang.offers.card;

import io.satang.offers.person.PersonStore;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /cards}: the cards that persons join offers with. */
@Path("/cards")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
class CardResource {
    private static final int ID_CHARS_MAX = 255;

    private final RegisterCard registerCard;
    private final CardStore cards;
    private final IdempotencyKeys keys;
    private final Caller caller;

    CardResource(RegisterCard registerCard, CardStore cards, IdempotencyKeys keys, Caller caller) {
        this.registerCard = Objects.requireNonNull(registerCard, "registerCard");
        this.cards = Objects.requireNonNull(cards, "cards");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** Registers a card of the person {@code person_id}: from the account's server, or from the person's own device with a public key. */
    @POST
    @RequiresKey(KeyUse.EITHER)
    public Uni<RestResponse<String>> register(Params params, @Context HttpHeaders headers) {
        String person = params.text("person_id")
                .filter(text -> text.length() <= ID_CHARS_MAX && !text.isBlank())
                .orElseThrow(() -> ApiException.badRequest("person_id cannot be blank"));
        return registerCard
                .register(PersonStore.id(person), params, identity -> keys.read(headers, "POST /cards", identity))
                .map(KeyedAnswer::response);
    }

    /** One card. */
    @GET
    @Path("/{id}")
    @RequiresKey(KeyUse.SECRET)
    public Uni<String> retrieve(@RestPath String id) {
        return cards.get(caller.accountId(), CardStore.id(id));
    }
}
