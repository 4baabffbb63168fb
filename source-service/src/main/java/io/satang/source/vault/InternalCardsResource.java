package io.satang.source.vault;

import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.IdShape;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Objects;

/** {@code POST /internal/cards/{id}/delete}: for a card that its customer has no more (docs/architecture.md). */
@Path("/internal/cards")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@InternalOnly
public class InternalCardsResource {
    private static final IdShape CARD_ID = new IdShape("card");

    private final KeptCardStore cards;

    InternalCardsResource(KeptCardStore cards) {
        this.cards = Objects.requireNonNull(cards, "cards");
    }

    /** Whether there was something to delete. */
    record Deletion(boolean deleted) {}

    /** Deletes what is kept of the card of {@code account_id}; once it is answered, nobody can charge it. It may be repeated. */
    @POST
    @Path("{id}/delete")
    public Uni<String> delete(@PathParam("id") String id, Params params) {
        String accountId = params.requiredText("account_id");
        Uni<Boolean> deleted = CARD_ID.fits(id)
                ? cards.delete(id, accountId)
                : Uni.createFrom().item(false);
        return deleted.map(Deletion::new).map(ApiJson::write);
    }
}
