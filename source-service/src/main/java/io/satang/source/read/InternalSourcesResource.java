package io.satang.source.read;

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

/** {@code GET /internal/sources?ids=…}: for a charge whose client was faster than Kafka (docs/architecture.md). */
@Path("/internal/sources")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@InternalOnly
public class InternalSourcesResource {
    private static final int IDS_MAX = 500;

    private final SourceReadStore sources;

    InternalSourcesResource(SourceReadStore sources) {
        this.sources = Objects.requireNonNull(sources, "sources");
    }

    /** The {@code source.created} payloads of these ids, separated by commas; unknown ones are left out. */
    @GET
    public Uni<String> sources(@QueryParam("ids") @DefaultValue("") String commaSeparated) {
        List<String> ids = Stream.of(commaSeparated.split(","))
                .filter(id -> SourceId.parse(id).isPresent())
                .toList();
        if (ids.size() > IDS_MAX) {
            throw ApiException.badRequest("ids are too many (maximum is " + IDS_MAX + ")");
        }
        return sources.payloads(ids).map(payloads -> "[" + String.join(",", payloads) + "]");
    }
}
