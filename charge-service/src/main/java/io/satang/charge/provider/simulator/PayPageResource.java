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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The pay page itself: a form that needs no JavaScript. */
@Path("/payments/{pageId}/authorize")
@AnswersInTime
class PayPageResource {
    /** Its pages run no script and may not be framed, so that nobody can make a payer press by trick. */
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    private final PayPage page;
    private final Template template;

    PayPageResource(PayPage page, @Location("pay-page.html") Template template) {
        this.page = Objects.requireNonNull(page, "page");
        this.template = Objects.requireNonNull(template, "template");
    }

    /** Shows what is to be paid and the buttons, or what became of it; after a press that was not heard of, {@code confirming}, only that. */
    @GET
    public Uni<RestResponse<String>> show(
            @RestPath String pageId, @RestQuery(PayPageView.CONFIRMING) Optional<String> confirming) {
        PayPageId id = id(pageId);
        return confirming.isPresent()
                ? page.confirmed(id).flatMap(result -> answer(result, Status.OK))
                : page.charge(id).flatMap(charge -> html(Status.OK, PayPageView.of(charge)));
    }

    /** Takes a press: {@code outcome} is {@code successful} or {@code failed}, the latter with a {@code failure_code} if wanted. */
    @POST
    @AnswersInTime(seconds = 15)
    public Uni<RestResponse<String>> press(@RestPath String pageId, Params params) {
        return page.press(id(pageId), read(params)).flatMap(result -> answer(result, Status.CONFLICT));
    }

    private Uni<RestResponse<String>> answer(Result result, Status tooLate) {
        return switch (result) {
            case Result.Done(Charge charge)
            when charge.terms().returnUri().isPresent() ->
                Uni.createFrom().item(redirect(charge.terms().returnUri().get()));
            case Result.Done(Charge charge) -> html(Status.OK, PayPageView.of(charge));
            case Result.NoLongerPending(Charge charge) -> html(tooLate, PayPageView.of(charge));
            case Result.Confirming(Charge charge) -> html(Status.ACCEPTED, PayPageView.confirming(charge));
        };
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

    private Uni<RestResponse<String>> html(Status status, PayPageView view) {
        return Uni.createFrom()
                .completionStage(() -> template.data("view", view).renderAsync())
                .map(text -> ResponseBuilder.create(status, text)
                        .header(HttpHeaders.CONTENT_TYPE, HTML)
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }
}
