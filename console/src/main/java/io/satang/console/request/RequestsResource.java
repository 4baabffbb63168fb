package io.satang.console.request;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Listed;
import io.satang.console.page.Lists;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/requests}: the list, and one with its answer. */
@Path("/console/requests")
@RunOnVirtualThread
public class RequestsResource {
    private static final Route REQUESTS = Route.of("requests");

    private final PlatformClient client;
    private final Lists lists;
    private final Visit visit;
    private final Pages pages;

    RequestsResource(PlatformClient client, Lists lists, Visit visit, Pages pages) {
        this.client = client;
        this.lists = lists;
        this.visit = visit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "request")
    static class Templates {
        private Templates() {}

        static native TemplateInstance requests(Page page, RequestList view);

        static native TemplateInstance request(Page page, RequestView view);
    }

    /** A screen of the list. */
    @GET
    public Response list(
            @RestQuery Optional<String> status,
            @RestQuery Optional<String> method,
            @RestQuery Optional<String> path,
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to,
            @RestQuery @DefaultValue("0") int offset) {
        Fields filter = Fields.none()
                .and("status", status)
                .and("method", method)
                .and("path", path.map(RequestsResource::absolute))
                .and("from", from)
                .and("to", to);
        Listed list = lists.read(Section.REQUESTS, REQUESTS, filter, offset);
        Wording wording = pages.wording();
        RequestList view = new RequestList(
                list.items().stream()
                        .map(request -> RequestView.of(request, wording))
                        .toList(),
                list,
                Map.of(
                        "status", status.orElse(""),
                        "method", method.orElse(""),
                        "path", path.orElse(""),
                        "from", from.orElse(""),
                        "to", to.orElse("")));
        return pages.show(
                Templates.requests(pages.in(Section.REQUESTS, wording.words().requests()), view));
    }

    /** One request. */
    @GET
    @Path("{id}")
    public Response show(@RestPath String id) {
        RequestView view = RequestView.of(
                client.get(visit.session().secretKey(), Route.of("requests", id))
                        .answer()
                        .required(),
                pages.wording());
        return pages.show(Templates.request(pages.in(Section.REQUESTS, view.line()), view));
    }

    /** Whoever types {@code charges} means {@code /charges}. */
    private static String absolute(String path) {
        String text = path.strip();
        return text.isEmpty() || text.startsWith("/") ? text : "/" + text;
    }
}
