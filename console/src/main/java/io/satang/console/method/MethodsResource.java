package io.satang.console.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.Call;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Notice;
import io.satang.console.page.Outcome;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/methods}: how the account can be paid, and who pays the interest of installments. */
@Path("/console/methods")
@RunOnVirtualThread
public class MethodsResource {
    private static final int OK = 200;
    private static final Route ACCOUNT = Route.of("account");
    private static final Route CAPABILITY = Route.of("capability");

    private final PlatformClient client;
    private final Outcome outcome;
    private final Visit visit;
    private final Pages pages;

    MethodsResource(PlatformClient client, Outcome outcome, Visit visit, Pages pages) {
        this.client = client;
        this.outcome = outcome;
        this.visit = visit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "method")
    static class Templates {
        private Templates() {}

        static native TemplateInstance methods(Page page, MethodsView view);
    }

    /** The page. */
    @GET
    public Response show(@RestQuery Optional<String> done) {
        return show(
                OK,
                done.map(
                        set -> Notice.good(pages.wording().in(MethodWords.class).done())));
    }

    /** Says who pays the interest of installments. */
    @POST
    @Path("interest")
    public Response setInterest(@RestForm Optional<String> merchant) {
        Fields form = Fields.of("zero_interest_installments", Boolean.toString(merchant.isPresent()));
        Answer answer = client.patch(visit.session().secretKey(), ACCOUNT, form).answer();
        return outcome.of(answer, "set_zero_interest_installments", "")
                .map(notDone -> show(notDone.status(), Optional.of(notDone.notice())))
                .orElseGet(() -> Response.seeOther(URI.create("/console/methods?done=interest"))
                        .build());
    }

    private Response show(int status, Optional<Notice> notice) {
        String key = visit.session().secretKey();
        Call account = client.get(key, ACCOUNT);
        Call capability = client.get(key, CAPABILITY);
        JsonNode settings = account.answer().required();
        Wording wording = pages.wording();
        MethodsView view = MethodsView.of(
                capability.answer().required(), settings.path("currency").asText(), wording);
        Page page = pages.in(Section.METHODS, wording.words().methods());
        return pages.show(status, Templates.methods(notice.map(page::with).orElse(page), view));
    }
}
