package io.satang.console.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.client.Call;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Fact;
import io.satang.console.page.Moment;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows one endpoint. */
@Singleton
class EndpointPage {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String SOME = "20";

    private final PlatformClient client;
    private final Visit visit;
    private final Pages pages;
    private final Clock clock;

    EndpointPage(PlatformClient client, Visit visit, Pages pages, Clock clock) {
        this.client = client;
        this.visit = visit;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "webhook")
    static class Templates {
        private Templates() {}

        static native TemplateInstance endpoint(Page page, EndpointView view);
    }

    Response show(int status, String id, Optional<Notice> notice, Optional<String> secret) {
        String key = visit.session().secretKey();
        Call found = client.get(key, Route.of("webhook_endpoints", id));
        Call failing = client.get(key, Route.of("deliveries", "failing"));
        Call health = client.get(key, health(id));
        Call history = client.get(key, Route.of("webhook_endpoints", id, "history"));
        Call deliveries = client.get(
                key, Route.of("deliveries"), Fields.of("endpoint", id).and("limit", SOME));
        Call replays = client.get(
                key,
                Route.of("webhook_endpoints", id, "replays"),
                Fields.of("order", "reverse_chronological").and("limit", SOME));
        JsonNode endpoint = found.answer().required();
        Wording wording = pages.wording();
        Optional<JsonNode> failure = WebhooksPage.failingOf(endpoint, data(failing));
        EndpointRow row = EndpointRow.of(endpoint, health.answer().orElse(WebhooksPage.NOT_KNOWN), failure, wording);
        EndpointView view = new EndpointView(
                id,
                row,
                !endpoint.path("state").asText().equals("enabled"),
                facts(endpoint, row, wording),
                data(history).stream().map(change -> change(change, wording)).toList(),
                data(deliveries).stream()
                        .map(delivery -> DeliveryRow.of(delivery, wording))
                        .toList(),
                data(replays).stream().map(replay -> replay(replay, wording)).toList(),
                since(failure),
                Tokens.fresh(),
                secret);
        Page page = pages.in(
                Section.WEBHOOKS,
                view.row().uri().orElseGet(() -> wording.in(WebhookWords.class).noAddress()));
        return pages.show(status, Templates.endpoint(notice.map(page::with).orElse(page), view));
    }

    /** How an endpoint does. */
    static Route health(String id) {
        return Route.of("webhook_endpoints", id, "health");
    }

    /** What cannot be read is left out: the endpoint itself is what the page is about. */
    private static List<JsonNode> data(Call call) {
        return call.answer() instanceof Answer.Done done ? Body.data(done.body()) : List.of();
    }

    private static List<Fact> facts(JsonNode endpoint, EndpointRow row, Wording wording) {
        WebhookWords words = wording.in(WebhookWords.class);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("ID", endpoint.path("id").asText()));
        Body.text(endpoint, "description").ifPresent(text -> facts.add(new Fact(words.description(), text)));
        String events = String.join(
                ", ",
                Body.items(endpoint.path("events")).stream()
                        .map(JsonNode::asText)
                        .toList());
        facts.add(new Fact(words.events(), events.isEmpty() ? "*" : events));
        Body.text(endpoint, "state_reason").ifPresent(reason -> facts.add(new Fact(words.why(), reason)));
        Body.instant(endpoint, "state_since")
                .ifPresent(at ->
                        facts.add(new Fact(words.since(), wording.moment(at).local())));
        row.taken().ifPresent(taken -> facts.add(new Fact(words.lastDay(), taken)));
        return facts;
    }

    private static EndpointView.Change change(JsonNode change, Wording wording) {
        return new EndpointView.Change(
                moment(change, wording),
                change.path("action").asText().replaceFirst("^webhook_endpoint\\.", ""),
                change.path("actor").asText(),
                Body.text(change, "reason").orElse(""));
    }

    private static EndpointView.Replay replay(JsonNode replay, Wording wording) {
        return new EndpointView.Replay(
                moment(replay, wording),
                replay.path("state").asText(),
                replay.path("looked").asLong(),
                replay.path("queued").asLong());
    }

    private static Moment moment(JsonNode object, Wording wording) {
        return wording.moment(Body.instant(object, "created_at").orElse(Instant.EPOCH));
    }

    /** Since it fails, or for a day. */
    private String since(Optional<JsonNode> failing) {
        return failing.flatMap(each -> Body.instant(each, "since"))
                .orElseGet(() -> clock.instant().minus(A_DAY))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
