package io.satang.console.offer;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Fields;
import io.satang.console.client.Route;
import io.satang.console.page.Listed;
import io.satang.console.page.Lists;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code GET /console/offers}: the list. */
@Path("/console/offers")
@RunOnVirtualThread
public class OffersResource {
    private static final Route LIST = Route.of("offers");

    private final Lists lists;
    private final Pages pages;

    OffersResource(Lists lists, Pages pages) {
        this.lists = lists;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "offer")
    static class Templates {
        private Templates() {}

        static native TemplateInstance offers(Page page, List<OfferRow> rows, Listed list);
    }

    /** A screen of it. */
    @GET
    public Response list(@RestQuery @DefaultValue("0") int offset) {
        Listed list = lists.read(Section.OFFERS, LIST, Fields.none(), offset);
        Wording wording = pages.wording();
        List<OfferRow> rows =
                list.items().stream().map(item -> OfferRow.of(item, wording)).toList();
        return pages.show(
                Templates.offers(pages.in(Section.OFFERS, wording.words().offers()), rows, list));
    }
}
