package io.satang.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.NotDoneException;
import io.satang.console.visit.ForgedFormException;
import io.satang.console.visit.Visit;
import io.satang.console.visit.WayBack;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Pages for what goes wrong: they say what it is and what to do, and nothing of how we are built. */
@Singleton
class Faults {
    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int FAULT = 500;
    private static final int UNAVAILABLE = 503;

    private final Pages pages;
    private final Visit visit;

    Faults(Pages pages, Visit visit) {
        this.pages = pages;
        this.visit = visit;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance fault(Page page, String text);
    }

    @ServerExceptionMapper
    public Response notDone(NotDoneException e) {
        return switch (e.answer()) {
            case Answer.Refused refused -> refused(refused);
            case Answer.Unheard unheard -> {
                LOG.warnf("the platform is not heard: %s", unheard.reason());
                yield page(UNAVAILABLE, words().unavailableTitle(), words().unavailable());
            }
            case Answer.Done done -> throw new IllegalStateException("done, and yet not");
        };
    }

    @ServerExceptionMapper
    public Response forged(ForgedFormException e) {
        return page(FORBIDDEN, words().forgedTitle(), words().forged());
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        if (e instanceof NotFoundException) {
            return notFound();
        }
        int status = e.getResponse().getStatus();
        return page(status, words().refusedTitle(), words().refusedStatus(status));
    }

    @ServerExceptionMapper
    public Response unforeseen(RuntimeException e) {
        LOG.error("a page could not be shown", e);
        return page(FAULT, words().faultTitle(), words().fault());
    }

    /** A key that was rolled since ends its sessions. */
    private Response refused(Answer.Refused refused) {
        return switch (refused.status()) {
            case UNAUTHORIZED ->
                Response.seeOther(WayBack.through(visit.address())).build();
            case NOT_FOUND -> notFound();
            default -> page(refused.status(), words().refusedTitle(), refused.message());
        };
    }

    private Response notFound() {
        return page(NOT_FOUND, words().notFoundTitle(), words().notFound());
    }

    private Response page(int status, String title, String text) {
        return pages.show(status, Templates.fault(pages.beside(title), text));
    }

    private Words words() {
        return pages.wording().words();
    }
}
