package io.satang.charge.read;

import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.SourceId;
import io.satang.platform.json.ApiJson;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code GET /internal/source-charges?ids=…}: for a source whose reader was faster than Kafka (docs/architecture.md). */
@Path("/internal/source-charges")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@InternalOnly
public class InternalSourceChargesResource {
    private static final int IDS_MAX = 500;

    private final SourceChargeStore charges;

    InternalSourceChargesResource(SourceChargeStore charges) {
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    /** How the charge of each of these sources stands, by the source's id; ids come separated by commas, uncharged ones are left out. */
    @GET
    public Uni<String> statuses(@QueryParam("ids") @DefaultValue("") String commaSeparated) {
        List<SourceId> ids = Stream.of(commaSeparated.split(",", -1))
                .flatMap(text -> SourceId.parse(text).stream())
                .toList();
        if (ids.size() > IDS_MAX) {
            throw ApiException.badRequest("ids are too many (maximum is " + IDS_MAX + ")");
        }
        return charges.statuses(ids).map(ApiJson::write);
    }
}
