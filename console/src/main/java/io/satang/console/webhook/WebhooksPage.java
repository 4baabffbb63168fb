package io.satang.console.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.client.Call;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Notice;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.satang.console.visit.Tokens;
import io.satang.console.visit.Visit;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows where webhooks go and what has not come there. */
@Singleton
class WebhooksPage {
    static final String ADDRESS = Section.WEBHOOKS.path();
    private static final Route ACCOUNT = Route.of("account");
    private static final Route ENDPOINTS = Route.of("webhook_endpoints");
    private static final Route FAILING = Route.of("deliveries", "failing");
    private static final Route DELIVERIES = Route.of("deliveries");
    private static final Fields ALL = Fields.of("limit", "100");
    private static final String SCREEN = "20";
    /** An endpoint's page is about more than how it does. */
    static final JsonNode NOT_KNOWN = MissingNode.getInstance();

    private final PlatformClient client;
    private final Visit visit;
    private final Pages pages;

    WebhooksPage(PlatformClient client, Visit visit, Pages pages) {
        this.client = client;
        this.visit = visit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "webhook")
    static class Templates {
        private Templates() {}

        static native TemplateInstance webhooks(Page page, WebhooksView view);
    }

    /**
     * The page.
     *
     * @param after  the delivery behind which it begins
     * @param secret a new endpoint's, this once
     */
    Response show(int status, Optional<String> after, Optional<Notice> notice, Optional<String> secret) {
        String key = visit.session().secretKey();
        Call account = client.get(key, ACCOUNT);
        Call endpoints = client.get(key, ENDPOINTS, ALL);
        Call failing = client.get(key, FAILING);
        Call deliveries = client.get(key, DELIVERIES, Fields.of("limit", SCREEN).and("after", after));
        Wording wording = pages.wording();
        JsonNode undelivered = deliveries.answer().required();
        WebhooksView view = new WebhooksView(
                Body.text(account.answer().required(), "webhook_uri").orElse(""),
                rows(endpoints.answer(), Body.data(failing.answer().required()), wording),
                endpoints.answer() instanceof Answer.Done,
                Body.data(undelivered).stream()
                        .map(delivery -> DeliveryRow.of(delivery, wording))
                        .toList(),
                Body.text(undelivered, "next").map(next -> ADDRESS + "?after=" + next),
                Tokens.fresh(),
                secret);
        Page page = pages.in(Section.WEBHOOKS, wording.words().webhooks());
        return pages.show(status, Templates.webhooks(notice.map(page::with).orElse(page), view));
    }

    /** Those that were set up, and behind them those of which only their failing is known. */
    private List<EndpointRow> rows(Answer endpoints, List<JsonNode> failing, Wording wording) {
        List<JsonNode> known = endpoints instanceof Answer.Done done ? Body.data(done.body()) : List.of();
        // All are asked for before any is waited for.
        List<Call> healths = known.stream().map(this::health).toList();
        List<EndpointRow> rows = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            JsonNode endpoint = known.get(i);
            rows.add(EndpointRow.of(
                    endpoint, healths.get(i).answer().orElse(NOT_KNOWN), failingOf(endpoint, failing), wording));
        }
        failing.stream()
                .filter(each -> known.stream().noneMatch(endpoint -> isOf(endpoint, each)))
                .forEach(each -> rows.add(EndpointRow.failing(each, wording)));
        return rows;
    }

    private Call health(JsonNode endpoint) {
        return client.get(
                visit.session().secretKey(),
                EndpointPage.health(endpoint.path("id").asText()));
    }

    static Optional<JsonNode> failingOf(JsonNode endpoint, List<JsonNode> failing) {
        return failing.stream().filter(each -> isOf(endpoint, each)).findFirst();
    }

    private static boolean isOf(JsonNode endpoint, JsonNode failing) {
        return endpoint.path("id").asText().equals(failing.path("endpoint").asText());
    }
}
