package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Body;
import io.satang.console.client.Call;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Curl;
import io.satang.console.page.Notice;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.satang.console.visit.Tokens;
import io.satang.console.visit.Visit;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Shows one charge with everything that is known of it. */
@Singleton
class ChargePage {
    private static final Route EVENTS = Route.of("events");
    private static final String EVENTS_MAX = "100";

    private final PlatformClient client;
    private final Visit visit;
    private final Pages pages;
    private final Clock clock;
    private final String publicUrl;

    ChargePage(
            PlatformClient client,
            Visit visit,
            Pages pages,
            Clock clock,
            @ConfigProperty(name = "satang.public-url") String publicUrl) {
        this.client = client;
        this.visit = visit;
        this.pages = pages;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @CheckedTemplate(basePath = "charge")
    static class Templates {
        private Templates() {}

        static native TemplateInstance charge(Page page, ChargeView view);
    }

    /** The page of a charge, or what is answered when there is none. */
    Response show(int status, String id, Optional<Notice> notice) {
        Route route = Route.of("charges", id);
        String key = visit.session().secretKey();
        Call charge = client.get(key, route);
        Call events = client.get(key, EVENTS, Fields.of("object", id).and("limit", EVENTS_MAX));
        JsonNode shown = charge.answer().required();
        Wording wording = pages.wording();
        ChargeWords words = wording.in(ChargeWords.class);
        Page page = pages.in(Section.CHARGES, words.title(id));
        ChargeView view = ChargeView.of(shown, events.answer(), wording, clock.instant(), curl(shown), Tokens.fresh());
        return pages.show(status, Templates.charge(notice.map(page::with).orElse(page), view));
    }

    private String curl(JsonNode charge) {
        List<String> fields = new ArrayList<>(List.of(
                "amount=" + charge.path("amount").asLong(),
                "currency=" + charge.path("currency").asText()));
        Body.text(charge.path("source"), "type").ifPresent(type -> fields.add("source[type]=" + type));
        Body.text(charge.path("card"), "id").ifPresent(card -> fields.add("card=$TOKEN_ID"));
        Body.text(charge, "return_uri").ifPresent(uri -> fields.add("return_uri=" + uri));
        Body.text(charge, "description").ifPresent(text -> fields.add("description=" + text));
        return Curl.command(publicUrl + "/charges", "$OMISE_SECRET_KEY", fields);
    }
}
