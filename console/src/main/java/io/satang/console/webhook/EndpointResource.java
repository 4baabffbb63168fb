package io.satang.console.webhook;

import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Notice;
import io.satang.console.page.Outcome;
import io.satang.console.page.Pages;
import io.satang.console.visit.Tokens;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/webhooks/whep_…}: one endpoint, and what is done to it. */
@Path("/console/webhooks/{id: whep_[a-z0-9_]+}")
@RunOnVirtualThread
public class EndpointResource {
    private static final int OK = 200;

    private final PlatformClient client;
    private final EndpointPage endpointPage;
    private final Outcome outcome;
    private final Visit visit;
    private final Pages pages;

    EndpointResource(PlatformClient client, EndpointPage endpointPage, Outcome outcome, Visit visit, Pages pages) {
        this.client = client;
        this.endpointPage = endpointPage;
        this.outcome = outcome;
        this.visit = visit;
        this.pages = pages;
    }

    /** The page. */
    @GET
    public Response show(@RestPath String id, @RestQuery Optional<String> done) {
        return endpointPage.show(OK, id, done.flatMap(this::done).map(Notice::good), Optional.empty());
    }

    /** Sends it an event to try it. */
    @POST
    @Path("ping")
    public Response ping(@RestPath String id, @RestForm Optional<String> once) {
        return act(id, "ping", Fields.none(), once);
    }

    /** Leaves it alone. */
    @POST
    @Path("pause")
    public Response pause(@RestPath String id, @RestForm Optional<String> once) {
        return act(id, "pause", Fields.none(), once);
    }

    /** Enables it again. */
    @POST
    @Path("resume")
    public Response resume(@RestPath String id, @RestForm Optional<String> once) {
        return act(id, "resume", Fields.none(), once);
    }

    /** Sends what it has not taken again. */
    @POST
    @Path("replays")
    public Response replay(@RestPath String id, @RestForm Optional<String> since, @RestForm Optional<String> once) {
        return act(id, "replays", Fields.of("undelivered", "true").and("from", since), once);
    }

    /** Sets where it is. */
    @POST
    @Path("address")
    public Response setAddress(@RestPath String id, @RestForm Optional<String> uri) {
        Answer answer = client.patch(
                        visit.session().secretKey(),
                        Route.of("webhook_endpoints", id),
                        Fields.of("uri", uri.orElse("").strip()))
                .answer();
        return answered(answer, id, "address");
    }

    /** Gives it another secret, and shows it, once. */
    @POST
    @Path("roll_secret")
    public Response rollSecret(@RestPath String id, @RestForm Optional<String> once) {
        Answer answer = post(id, "roll_secret", Fields.none(), once);
        return outcome.of(answer, "webhook_endpoint_roll_secret", id)
                .map(notDone -> refuse(notDone, id))
                .orElseGet(() -> endpointPage.show(
                        OK,
                        id,
                        Optional.of(Notice.good(words().doneRolled())),
                        Body.text(answer.required(), "secret")));
    }

    /** Takes it away. */
    @POST
    @Path("delete")
    public Response delete(@RestPath String id) {
        Answer answer = client.delete(visit.session().secretKey(), Route.of("webhook_endpoints", id))
                .answer();
        return outcome.of(answer, "webhook_endpoint_delete", id)
                .map(notDone -> refuse(notDone, id))
                .orElseGet(() -> Response.seeOther(URI.create(WebhooksPage.ADDRESS + "?done=delete"))
                        .build());
    }

    private Response act(String id, String action, Fields form, Optional<String> once) {
        return answered(post(id, action, form, once), id, action);
    }

    private Answer post(String id, String action, Fields form, Optional<String> once) {
        return client.post(
                        visit.session().secretKey(),
                        Route.of("webhook_endpoints", id, action),
                        form,
                        once.orElseGet(Tokens::fresh))
                .answer();
    }

    private Response answered(Answer answer, String id, String action) {
        return outcome.of(answer, "webhook_endpoint_" + action, id)
                .map(notDone -> refuse(notDone, id))
                .orElseGet(() -> Response.seeOther(URI.create(WebhooksPage.ADDRESS + "/" + id + "?done=" + action))
                        .build());
    }

    private Response refuse(Outcome.NotDone notDone, String id) {
        return endpointPage.show(notDone.status(), id, Optional.of(notDone.notice()), Optional.empty());
    }

    private Optional<String> done(String action) {
        return switch (action) {
            case "ping" -> Optional.of(words().donePing());
            case "pause" -> Optional.of(words().donePaused());
            case "resume" -> Optional.of(words().doneResumed());
            case "replays" -> Optional.of(words().doneReplay());
            case "address" -> Optional.of(words().doneAddress());
            default -> Optional.empty();
        };
    }

    private WebhookWords words() {
        return pages.wording().in(WebhookWords.class);
    }
}
