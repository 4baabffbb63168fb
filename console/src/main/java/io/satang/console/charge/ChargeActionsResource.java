package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Answer;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Amounts;
import io.satang.console.page.Notice;
import io.satang.console.page.Outcome;
import io.satang.console.page.Pages;
import io.satang.console.visit.Tokens;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** {@code POST /console/charges/{id}/…}: what is done to a charge. */
@Path("/console/charges/{id}/{action}")
@RunOnVirtualThread
public class ChargeActionsResource {
    private static final int BAD_REQUEST = 400;

    private final PlatformClient client;
    private final ChargePage chargePage;
    private final Visit visit;
    private final Pages pages;
    private final Outcome outcome;

    ChargeActionsResource(PlatformClient client, ChargePage chargePage, Visit visit, Pages pages, Outcome outcome) {
        this.client = client;
        this.chargePage = chargePage;
        this.visit = visit;
        this.pages = pages;
        this.outcome = outcome;
    }

    /** Does it, and shows the charge as it is then. */
    @POST
    public Response act(
            @RestPath String id,
            @RestPath String action,
            @RestForm Optional<String> amount,
            @RestForm Optional<String> reason,
            @RestForm Optional<String> once) {
        Action wanted = Action.of(action).orElseThrow(NotFoundException::new);
        Route route = Route.of("charges", id, wanted.route());
        Fields form = Fields.none().and("failure_code", reason);
        if (wanted.takesAmount() && amount.isPresent()) {
            String currency = charge(id).path("currency").asText();
            OptionalLong subunits = Amounts.subunits(amount.get(), currency);
            if (subunits.isEmpty()) {
                return refuse(BAD_REQUEST, id, words().noAmount(amount.get(), currency));
            }
            form = form.and(wanted.amountField(), Long.toString(subunits.getAsLong()));
        }
        Answer answer = client.post(visit.session().secretKey(), route, form, once.orElseGet(Tokens::fresh))
                .answer();
        return answered(answer, id, wanted);
    }

    private Response answered(Answer answer, String id, Action action) {
        return outcome.of(answer, action.route(), id)
                .map(notDone -> chargePage.show(notDone.status(), id, Optional.of(notDone.notice())))
                .orElseGet(() -> Response.seeOther(URI.create("/console/charges/" + id + "?done=" + action.route()))
                        .build());
    }

    private JsonNode charge(String id) {
        return client.get(visit.session().secretKey(), Route.of("charges", id))
                .answer()
                .required();
    }

    private Response refuse(int status, String id, String text) {
        return chargePage.show(status, id, Optional.of(Notice.bad(text)));
    }

    private ChargeWords words() {
        return pages.wording().in(ChargeWords.class);
    }
}
