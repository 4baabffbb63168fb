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

/** {@code /console/webhooks}: where events go, and what has not come there. */
@Path("/console/webhooks")
@RunOnVirtualThread
public class WebhooksResource {
    private static final int OK = 200;
    private static final Route ACCOUNT = Route.of("account");
    private static final Route ENDPOINTS = Route.of("webhook_endpoints");

    private final PlatformClient client;
    private final WebhooksPage webhooksPage;
    private final Outcome outcome;
    private final Visit visit;
    private final Pages pages;

    WebhooksResource(PlatformClient client, WebhooksPage webhooksPage, Outcome outcome, Visit visit, Pages pages) {
        this.client = client;
        this.webhooksPage = webhooksPage;
        this.outcome = outcome;
        this.visit = visit;
        this.pages = pages;
    }

    /** The page. */
    @GET
    public Response show(@RestQuery Optional<String> after, @RestQuery Optional<String> done) {
        return webhooksPage.show(OK, after, done.flatMap(this::done).map(Notice::good), Optional.empty());
    }

    /** Sets the account's own address, or takes it away. */
    @POST
    @Path("address")
    public Response setAddress(@RestForm Optional<String> uri) {
        String address = uri.orElse("").strip();
        Answer answer = client.patch(visit.session().secretKey(), ACCOUNT, Fields.of("webhook_uri", address))
                .answer();
        return answered(answer, "set_webhook_uri", "", "address");
    }

    /** Makes an endpoint, and shows its secret, once. */
    @POST
    @Path("new")
    public Response create(
            @RestForm Optional<String> uri, @RestForm Optional<String> description, @RestForm Optional<String> once) {
        Fields form = Fields.of("uri", uri.orElse("").strip()).and("description", description);
        Answer answer = client.post(visit.session().secretKey(), ENDPOINTS, form, once.orElseGet(Tokens::fresh))
                .answer();
        Optional<Outcome.NotDone> notDone = outcome.of(answer, "create_webhook_endpoint", id(answer));
        return notDone.isPresent()
                ? refuse(notDone.get())
                : webhooksPage.show(
                        OK,
                        Optional.empty(),
                        Optional.of(Notice.good(words().doneCreated())),
                        Body.text(answer.required(), "secret"));
    }

    /** Sends one delivery again. */
    @POST
    @Path("resend-{delivery}")
    public Response resend(@RestPath String delivery) {
        Answer answer = client.post(
                        visit.session().secretKey(), Route.of("deliveries", delivery, "resend"), Fields.none())
                .answer();
        return answered(answer, "resend_delivery", delivery, "resend");
    }

    private Response answered(Answer answer, String action, String object, String done) {
        return outcome.of(answer, action, object)
                .map(this::refuse)
                .orElseGet(() -> Response.seeOther(URI.create(WebhooksPage.ADDRESS + "?done=" + done))
                        .build());
    }

    private Response refuse(Outcome.NotDone notDone) {
        return webhooksPage.show(notDone.status(), Optional.empty(), Optional.of(notDone.notice()), Optional.empty());
    }

    private Optional<String> done(String what) {
        return switch (what) {
            case "address" -> Optional.of(words().doneAddress());
            case "resend" -> Optional.of(words().doneResend());
            case "delete" -> Optional.of(words().doneDeleted());
            default -> Optional.empty();
        };
    }

    private static String id(Answer answer) {
        return answer instanceof Answer.Done done ? done.body().path("id").asText() : "";
    }

    private WebhookWords words() {
        return pages.wording().in(WebhookWords.class);
    }
}
