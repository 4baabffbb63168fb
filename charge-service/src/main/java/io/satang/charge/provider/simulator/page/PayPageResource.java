package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.Instructions;
import io.satang.charge.provider.simulator.page.PayPage.Press;
import io.satang.charge.provider.simulator.page.PayPage.Result;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.PayPageId;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The pages for payers: forms and links that need no JavaScript. */
@Path("/payments/{pageId}")
@AnswersInTime
class PayPageResource {
    /** Long enough to read what became of the payment, and to stay if one wants to. */
    private static final int RETURN_SECONDS = 5;

    private final PayPage page;
    private final PageRenderer pages;

    PayPageResource(PayPage page, PageRenderer pages) {
        this.page = Objects.requireNonNull(page, "page");
        this.pages = Objects.requireNonNull(pages, "pages");
    }

    /** Shows what is to be paid and the buttons, or what became of it; after a press that was not heard of, {@code confirming}, only that. */
    @GET
    @Path("/authorize")
    public Uni<RestResponse<String>> show(
            @RestPath String pageId,
            @RestQuery(PageAddress.CONFIRMING) Optional<String> confirming,
            @RestQuery(PageAddress.LANGUAGE) Optional<String> lang,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) Optional<String> accepted) {
        Speech speech = Speech.of(lang, accepted);
        PayPageId id = id(pageId);
        return confirming.isPresent()
                ? page.confirmed(id).flatMap(result -> answer(result, Status.OK, AfterPress.RETURN, speech))
                : page.charge(id).flatMap(charge -> html(Status.OK, charge, Optional.empty(), speech));
    }

    /**
     * Takes a press: {@code outcome} is {@code successful} or {@code failed}, the latter with a {@code failure_code} if wanted. Whoever sends
     * no more is sent back to the shop at once; the form of the page asks to see the result first.
     */
    @POST
    @Path("/authorize")
    @AnswersInTime(seconds = 15)
    public Uni<RestResponse<String>> press(
            @RestPath String pageId,
            Params params,
            @RestQuery(PageAddress.LANGUAGE) Optional<String> lang,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) Optional<String> accepted) {
        AfterPress then = AfterPress.of(params);
        Speech speech = Speech.of(lang, accepted);
        return page.press(id(pageId), read(params)).flatMap(result -> answer(result, Status.CONFLICT, then, speech));
    }

    /** Shows the code to scan, and by itself what became of the payment. */
    @GET
    @Path("/qr")
    public Uni<RestResponse<String>> scan(
            @RestPath String pageId,
            @RestQuery(PageAddress.LANGUAGE) Optional<String> lang,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) Optional<String> accepted) {
        Speech speech = Speech.of(lang, accepted);
        return page.charge(id(pageId))
                .invoke(charge -> {
                    if (charge.terms().instructions() != Instructions.QR_CODE) {
                        throw ApiException.notFound("payment", charge.pageId().value());
                    }
                })
                .flatMap(charge -> pages.scan(charge, speech))
                .map(text -> html(Status.OK, text, speech).build());
    }

    private Uni<RestResponse<String>> answer(Result result, Status tooLate, AfterPress then, Speech speech) {
        return switch (result) {
            case Result.Done(Charge charge)
            when charge.terms().returnUri().isPresent() ->
                done(charge, charge.terms().returnUri().get(), then, speech);
            case Result.Done(Charge charge) -> html(Status.OK, charge, Optional.empty(), speech);
            case Result.NoLongerPending(Charge charge) -> html(tooLate, charge, Optional.empty(), speech);
            case Result.Confirming(Charge charge) ->
                pages.pay(charge, PageState.CONFIRMING, speech, Optional.empty())
                        .map(text -> html(Status.ACCEPTED, text, speech).build());
        };
    }

    private Uni<RestResponse<String>> done(Charge charge, String returnUri, AfterPress then, Speech speech) {
        return switch (then) {
            case RETURN -> Uni.createFrom().item(redirect(returnUri));
            case SHOW -> html(Status.OK, charge, Optional.empty(), speech);
            case SHOW_AND_RETURN -> html(Status.OK, charge, Optional.of(returnUri), speech);
        };
    }

    private static PayPageId id(String segment) {
        return PayPageId.parse(segment).orElseThrow(() -> ApiException.notFound("payment", segment));
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
                .header(HttpHeaders.LOCATION, ascii(uri))
                .build();
    }

    /** Headers are ASCII; merchants' addresses need not be. */
    private static String ascii(String uri) {
        return URI.create(uri).toASCIIString();
    }

    private Uni<RestResponse<String>> html(Status status, Charge charge, Optional<String> returnsTo, Speech speech) {
        Optional<Integer> returnsIn = returnsTo.map(uri -> RETURN_SECONDS);
        return pages.pay(charge, PageState.of(charge.state()), speech, returnsIn)
                .map(text -> {
                    ResponseBuilder<String> answer = html(status, text, speech);
                    returnsTo.ifPresent(uri -> answer.header("Refresh", RETURN_SECONDS + ";url=" + ascii(uri)));
                    return answer.build();
                });
    }

    private static ResponseBuilder<String> html(Status status, String text, Speech speech) {
        ResponseBuilder<String> answer = ResponseBuilder.create(status, text);
        PageRenderer.headers(speech).forEach(answer::header);
        return answer;
    }
}
