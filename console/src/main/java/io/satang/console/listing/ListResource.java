package io.satang.console.listing;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.satang.console.page.Words;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code GET /console/customers}, {@code refunds} and {@code offers}: a screen of each. */
@Path("/console")
@RunOnVirtualThread
public class ListResource {
    private final Lists lists;
    private final Pages pages;

    ListResource(Lists lists, Pages pages) {
        this.lists = lists;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "listing")
    static class Templates {
        private Templates() {}

        static native TemplateInstance customers(Page page, List<CustomerRow> rows, Listed list);

        static native TemplateInstance refunds(Page page, List<RefundRow> rows, Listed list);

        static native TemplateInstance offers(Page page, List<OfferRow> rows, Listed list);
    }

    @FunctionalInterface
    private interface Template<R> {
        TemplateInstance of(Page page, List<R> rows, Listed list);
    }

    /** Payers that come again. */
    @GET
    @Path("customers")
    public Response customers(@RestQuery @DefaultValue("0") int offset) {
        return show(Section.CUSTOMERS, "customers", Words::customers, offset, CustomerRow::of, Templates::customers);
    }

    /** Money that went back. */
    @GET
    @Path("refunds")
    public Response refunds(@RestQuery @DefaultValue("0") int offset) {
        return show(Section.REFUNDS, "refunds", Words::refunds, offset, RefundRow::of, Templates::refunds);
    }

    /** What payments with cards earn. */
    @GET
    @Path("offers")
    public Response offers(@RestQuery @DefaultValue("0") int offset) {
        return show(Section.OFFERS, "offers", Words::offers, offset, OfferRow::of, Templates::offers);
    }

    private <R> Response show(
            Section section,
            String route,
            Function<Words, String> title,
            int offset,
            BiFunction<JsonNode, Wording, R> row,
            Template<R> template) {
        Listed list = lists.read(section, Route.of(route), Fields.none(), offset);
        Wording wording = pages.wording();
        List<R> rows =
                list.items().stream().map(item -> row.apply(item, wording)).toList();
        return pages.show(template.of(pages.in(section, title.apply(wording.words())), rows, list));
    }
}
