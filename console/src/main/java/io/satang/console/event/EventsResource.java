package io.satang.console.event;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Listed;
import io.satang.console.page.Lists;
import io.satang.console.page.Notice;
import io.satang.console.page.Outcome;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.satang.console.visit.Tokens;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/events}: the list, one with its attempts, and sending it again. */
@Path("/console/events")
@RunOnVirtualThread
public class EventsResource {
    private static final int OK = 200;
    private static final Route EVENTS = Route.of("events");

    private final PlatformClient client;
    private final Lists lists;
    private final Outcome outcome;
    private final Visit visit;
    private final Pages pages;

    EventsResource(PlatformClient client, Lists lists, Outcome outcome, Visit visit, Pages pages) {
        this.client = client;
        this.lists = lists;
        this.outcome = outcome;
        this.visit = visit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "event")
    static class Templates {
        private Templates() {}

        static native TemplateInstance events(Page page, EventList view);

        static native TemplateInstance event(Page page, EventView view);
    }

    /** A screen of the list. */
    @GET
    public Response list(
            @RestQuery Optional<String> key,
            @RestQuery Optional<String> object,
            @RestQuery Optional<String> delivery,
            @RestQuery @DefaultValue("0") int offset) {
        Fields filter = Fields.none().and("key", key).and("object", object).and("delivery", delivery);
        Listed list = lists.read(Section.EVENTS, EVENTS, filter, offset);
        Wording wording = pages.wording();
        EventList view = new EventList(
                list.items().stream().map(event -> EventView.of(event, wording)).toList(),
                list,
                Map.of("key", key.orElse(""), "object", object.orElse(""), "delivery", delivery.orElse("")),
                wording.in(EventWords.class));
        return pages.show(
                Templates.events(pages.in(Section.EVENTS, wording.words().events()), view));
    }

    /** One event. */
    @GET
    @Path("{id}")
    public Response show(@RestPath String id, @RestQuery Optional<String> done) {
        Optional<Notice> notice = done.map(
                sent -> Notice.good(pages.wording().in(EventWords.class).done()));
        return show(OK, id, notice);
    }

    /** Sends it again to whom it was for. */
    @POST
    @Path("{id}/resend")
    public Response resend(@RestPath String id) {
        return outcome.of(
                        client.post(
                                        visit.session().secretKey(),
                                        Route.of("events", id, "resend"),
                                        Fields.none(),
                                        Tokens.fresh())
                                .answer(),
                        "resend_event",
                        id)
                .map(notDone -> show(notDone.status(), id, Optional.of(notDone.notice())))
                .orElseGet(() -> Response.seeOther(URI.create("/console/events/" + id + "?done=resend"))
                        .build());
    }

    private Response show(int status, String id, Optional<Notice> notice) {
        EventView view = EventView.of(
                client.get(visit.session().secretKey(), Route.of("events", id))
                        .answer()
                        .required(),
                pages.wording());
        Page page = pages.in(Section.EVENTS, view.key() + " " + id);
        return pages.show(status, Templates.event(notice.map(page::with).orElse(page), view));
    }
}
