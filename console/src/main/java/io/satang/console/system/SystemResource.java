package io.satang.console.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.NotDoneException;
import io.satang.console.client.OperatorClient;
import io.satang.console.client.OperatorClient.Replica;
import io.satang.console.client.OperatorClient.Said;
import io.satang.console.page.Notice;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.visit.Audit;
import io.satang.console.visit.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** {@code /console/system}: how everything does. For operators, and in the local stack for everybody. */
@Path("/console/system")
@ForOperators
@RunOnVirtualThread
public class SystemResource {
    private static final String REDRIVE = "/internal/outbox/redrive";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final OperatorClient operators;
    private final SystemPage systemPage;
    private final Audit audit;
    private final Pages pages;

    SystemResource(OperatorClient operators, SystemPage systemPage, Audit audit, Pages pages) {
        this.operators = operators;
        this.systemPage = systemPage;
        this.audit = audit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "system")
    static class Templates {
        private Templates() {}

        static native TemplateInstance system(Page page, SystemView view);
    }

    /** The page. */
    @GET
    public Response show() {
        return show(OK, Optional.empty());
    }

    /** Puts a service's events that no topic took back, a thousand at the most. */
    @POST
    @Path("redrive")
    public Response redrive(@RestForm Optional<String> service) {
        Replica replica = operators.replicas().stream()
                .filter(each -> each.service().equals(service.orElse("")))
                .findFirst()
                .orElseThrow(NotDoneException::nothingThere);
        Optional<Said> said = operators.post(replica, REDRIVE).join().filter(Said::done);
        audit.acted("outbox_redrive", replica.service(), said.isPresent() ? "done" : "unheard");
        SystemWords words = pages.wording().in(SystemWords.class);
        return said.flatMap(Said::json)
                .map(body -> show(
                        OK,
                        Optional.of(
                                Notice.good(words.redriven(body.path("events").asLong(), replica.service())))))
                .orElseGet(() -> show(UNAVAILABLE, Optional.of(Notice.bad(words.notRedriven(replica.service())))));
    }

    private Response show(int status, Optional<Notice> notice) {
        if (operators.replicas().isEmpty()) {
            throw NotDoneException.nothingThere();
        }
        Page page = pages.in(Section.SYSTEM, pages.wording().words().system());
        return pages.show(status, Templates.system(notice.map(page::with).orElse(page), systemPage.read()));
    }
}
