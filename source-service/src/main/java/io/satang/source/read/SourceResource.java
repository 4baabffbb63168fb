package io.satang.source.read;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.crossorigin.AnyOrigin;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.SourceId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Objects;

/** {@code GET /sources/{id}}, with a public or a secret key (reference omise-api §8.7). */
@Path("/sources")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
public class SourceResource {
    private final SourceReader sources;
    private final Caller caller;

    SourceResource(SourceReader sources, Caller caller) {
        this.sources = Objects.requireNonNull(sources, "sources");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** The source; {@code not_found} when the account has none of this id. */
    @GET
    @AnyOrigin
    @Path("{id}")
    @RequiresKey(KeyUse.EITHER)
    public Uni<String> retrieve(@PathParam("id") String id) {
        if (SourceId.parse(id).isEmpty()) {
            throw ApiException.notFound("source", id);
        }
        return sources.find(id, caller.accountId())
                .map(found -> found.map(SourceObject::render).orElseThrow(() -> ApiException.notFound("source", id)));
    }
}
