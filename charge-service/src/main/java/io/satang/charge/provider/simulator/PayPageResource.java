package io.satang.charge.provider.simulator;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.satang.charge.decision.Charge;
import io.satang.charge.provider.simulator.PayPage.Press;
import io.satang.charge.provider.simulator.PayPage.Result;
import io.satang.charge.view.ChargePath;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.PayPageId;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The pay page itself: a form that needs no JavaScript. */
@Path("/payments/{pageId}/authorize")
@AnswersInTime
class PayPageResource {
    // The page runs no script and may not be framed, so that nobody can make a payer press by trick.
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    private static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    private final PayPage page;
    private final Template template;

    PayPageResource(PayPage page, @Location("pay-page.html") Template template) {
        this.page = Objects.requireNonNull(page, "page");
        this.template = Objects.requireNonNull(template, "template");
    }

    /** Shows what is to be paid and the buttons, or what became of it. */
    @GET
    public Uni<RestResponse<String>> show(@RestPath String pageId) {
        return page.charge(id(pageId)).flatMap(charge -> html(Status.OK, charge));
    }

    /** Takes a press: {@code outcome} is {@code successful} or {@code failed}, the latter with a {@code failure_code} if wanted. */
    @POST
    public Uni<RestResponse<String>> press(@RestPath String pageId, Params params) {
        return page.press(id(pageId), read(params)).flatMap(result -> switch (result) {
            case Result.Done(Charge charge)
            when charge.terms().returnUri().isPresent() ->
                Uni.createFrom().item(redirect(charge.terms().returnUri().get()));
            case Result.Done(Charge charge) -> html(Status.OK, charge);
            case Result.NoLongerPending(Charge charge) -> html(Status.CONFLICT, charge);
        });
    }

    private static PayPageId id(String segment) {
        return PayPageId.parse(segment)
                .orElseThrow(() -> ApiException.notFound("payment", ChargePath.printable(segment)));
    }

    private static Press read(Params params) {
        return switch (params.requiredText("outcome")) {
            case "successful" -> new Press.Successful();
            case "failed" -> new Press.Failed(params.text("failure_code"));
            default -> throw ApiException.badRequest("outcome is invalid");
        };
    }

    private static RestResponse<String> redirect(String uri) {
        return ResponseBuilder.<String>create(Status.SEE_OTHER)
                // Headers are ASCII; merchants' addresses need not be.
                .header(HttpHeaders.LOCATION, URI.create(uri).toASCIIString())
                .build();
    }

    private Uni<RestResponse<String>> html(Status status, Charge charge) {
        return Uni.createFrom()
                .completionStage(
                        () -> template.data("view", PayPageView.of(charge)).renderAsync())
                .map(text -> ResponseBuilder.create(status, text)
                        .header(HttpHeaders.CONTENT_TYPE, HTML)
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }
}
