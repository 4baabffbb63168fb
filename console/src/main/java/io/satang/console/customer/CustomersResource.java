package io.satang.console.customer;

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

/** {@code GET /console/customers}: the list. */
@Path("/console/customers")
@RunOnVirtualThread
public class CustomersResource {
    private static final Route LIST = Route.of("customers");

    private final Lists lists;
    private final Pages pages;

    CustomersResource(Lists lists, Pages pages) {
        this.lists = lists;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "customer")
    static class Templates {
        private Templates() {}

        static native TemplateInstance customers(Page page, List<CustomerRow> rows, Listed list);
    }

    /** A screen of it. */
    @GET
    public Response list(@RestQuery @DefaultValue("0") int offset) {
        Listed list = lists.read(Section.CUSTOMERS, LIST, Fields.none(), offset);
        Wording wording = pages.wording();
        List<CustomerRow> rows =
                list.items().stream().map(item -> CustomerRow.of(item, wording)).toList();
        return pages.show(
                Templates.customers(pages.in(Section.CUSTOMERS, wording.words().customers()), rows, list));
    }
}
