package io.satang.webhook.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.satang.events.RawJson;
import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which merchants' endpoints fail, since when and how (docs/operations.md). The gateway never routes it. */
@Path("/internal/webhooks/endpoints")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
class FailingEndpointOperatorResource {
    private static final String FAILING = "failing";

    private final FailingEndpointStore endpoints;

    FailingEndpointOperatorResource(FailingEndpointStore endpoints) {
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
    }

    /** @param next the account behind which there may be more */
    private record EndpointsView(
            String object,
            List<RawJson> data,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {}

    /** {@code state=failing}; of one {@code account_id}, or of up to a hundred accounts {@code after} one. */
    @GET
    public Uni<String> list(Params params) {
        params.requireOnly(Set.of("state", "account_id", "after"));
        if (!params.text("state").orElse(FAILING).equals(FAILING)) {
            throw ApiException.badRequest("state is invalid");
        }
        return params.text("account_id")
                .map(endpoints::of)
                .orElseGet(() -> endpoints.after(params.text("after").orElse("")))
                .map(FailingEndpointOperatorResource::render);
    }

    private static String render(List<FailingEndpoint> found) {
        long accounts =
                found.stream().map(FailingEndpoint::accountId).distinct().count();
        Optional<String> next = accounts < FailingEndpointStore.ACCOUNTS_MAX
                ? Optional.empty()
                : Optional.of(found.getLast().accountId());
        List<RawJson> data = found.stream()
                .map(FailingEndpointView::ofOperator)
                .map(ApiJson::write)
                .map(RawJson::new)
                .toList();
        return ApiJson.write(new EndpointsView("list", data, next));
    }
}
