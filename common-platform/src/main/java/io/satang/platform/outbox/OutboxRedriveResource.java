package io.satang.platform.outbox;

import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.http.RequestId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/** What an operator does about events that were set aside, see docs/operations.md. The gateway never routes it. */
@Path("/internal/outbox/redrive")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
public class OutboxRedriveResource {
    private static final Logger LOG = Logger.getLogger(OutboxRedriveResource.class);

    private final OutboxRedrive redrive;

    OutboxRedriveResource(OutboxRedrive redrive) {
        this.redrive = Objects.requireNonNull(redrive, "redrive");
    }

    private record RedrivenView(int events) {}

    /** Moves events back to the outbox: those of {@code ids[]}, or of {@code reason}, or all. Answers how many, 1,000 at the most. */
    @POST
    public Uni<String> redrive(Params params) {
        List<String> ids = params.texts("ids");
        String requestId = RequestId.current().orElse("none");
        return redrive.redrive(ids, params.text("reason")).map(events -> {
            LOG.infof("audit: actor=operator action=outbox.redriven count=%d request=%s", events, requestId);
            return ApiJson.write(new RedrivenView(events));
        });
    }
}
