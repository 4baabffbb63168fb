package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Answer;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Amounts;
import io.satang.console.visit.Audit;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;

/** {@code POST /console/charges}: a payment to try things with, in test mode. */
@Path("/console/charges")
@RunOnVirtualThread
public class NewChargeResource {
    private static final Route CHARGES = Route.of("charges");
    private static final Route ACCOUNT = Route.of("account");

    private final PlatformClient client;
    private final Visit visit;
    private final Audit audit;
    private final String publicUrl;

    NewChargeResource(
            PlatformClient client,
            Visit visit,
            Audit audit,
            @ConfigProperty(name = "satang.public-url") String publicUrl) {
        this.client = client;
        this.visit = visit;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    /** Makes a source and its charge, and shows it. */
    @POST
    public Response create(
            @RestForm Optional<String> amount,
            @RestForm Optional<String> type,
            @RestForm Optional<String> description,
            @RestForm Optional<String> once) {
        if (!visit.session().testMode()) {
            throw new NotFoundException();
        }
        String key = visit.session().secretKey();
        JsonNode account = client.get(key, ACCOUNT).answer().required();
        String currency = account.path("currency").asText();
        OptionalLong subunits = Amounts.subunits(amount.orElse(""), currency);
        if (subunits.isEmpty()) {
            return back("amount");
        }
        Fields form = Fields.of("amount", Long.toString(subunits.getAsLong()))
                .and("currency", currency)
                .and("source[type]", type)
                .and("description", description)
                .and("return_uri", publicUrl + "/console/charges");
        return switch (client.post(key, CHARGES, form, once.orElseGet(Tokens::fresh))
                .answer()) {
            case Answer.Done done -> created(done.body().path("id").asText());
            case Answer.Refused refused -> {
                audit.acted("create_charge", "", refused.code());
                yield back(refused.code());
            }
            case Answer.Unheard unheard -> {
                audit.acted("create_charge", "", "unheard");
                yield back("unheard");
            }
        };
    }

    private Response created(String id) {
        audit.acted("create_charge", id, "done");
        return Response.seeOther(URI.create("/console/charges/" + id + "?done=create"))
                .build();
    }

    private static Response back(String why) {
        return Response.seeOther(URI.create("/console?refused=" + why)).build();
    }
}
