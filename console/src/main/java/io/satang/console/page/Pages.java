package io.satang.console.page;

import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.OperatorClient;
import io.satang.console.visit.OperatorDoor;
import io.satang.console.visit.Session;
import io.satang.console.visit.TestAccounts;
import io.satang.console.visit.Visit;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the frames of pages, and answers of pages. */
@Singleton
public class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final int OK = 200;

    private final Visit visit;
    private final Assets assets;
    private final TestAccounts testAccounts;
    private final OperatorClient operators;
    private final OperatorDoor operatorDoor;

    Pages(Visit visit, Assets assets, TestAccounts testAccounts, OperatorClient operators, OperatorDoor operatorDoor) {
        this.visit = visit;
        this.assets = assets;
        this.testAccounts = testAccounts;
        this.operators = operators;
        this.operatorDoor = operatorDoor;
    }

    /** How to speak with the visitor. */
    public Wording wording() {
        return Wording.of(visit.language(), visit.guest().map(Session::country).orElse(""));
    }

    /** The frame of a page in a section. */
    public Page in(Section section, String title) {
        return frame(Optional.of(section), title);
    }

    /** The frame of a page beside the sections. */
    public Page beside(String title) {
        return frame(Optional.empty(), title);
    }

    /** A page as an answer. */
    public Response show(TemplateInstance page) {
        return show(OK, page);
    }

    /** A page as an answer of a status of its own. */
    public Response show(int status, TemplateInstance page) {
        String html = page.setLocale(visit.language().tag()).render();
        return Response.status(status).type(HTML).entity(html).build();
    }

    private Page frame(Optional<Section> section, String title) {
        return new Page(
                title,
                visit.language(),
                visit.address(),
                assets.styles(),
                assets.script(),
                visit.guest().map(this::visitor),
                visit.operator(),
                links(section),
                Optional.empty());
    }

    private Page.Visitor visitor(Session session) {
        return new Page.Visitor(
                session.email(),
                session.accountId(),
                session.testMode(),
                session.csrfToken(),
                testAccounts.othersThan(session.secretKey()));
    }

    private List<Page.Link> links(Optional<Section> current) {
        Words words = wording().words();
        return Arrays.stream(Section.values())
                .filter(this::isOpen)
                .map(section -> new Page.Link(
                        section.path(),
                        section.name(words),
                        current.filter(section::equals).isPresent()))
                .toList();
    }

    private boolean isOpen(Section section) {
        if (section != Section.SYSTEM) {
            return visit.guest().isPresent();
        }
        boolean letIn = operatorDoor.isThere()
                ? visit.operator().isPresent()
                : visit.guest().isPresent();
        return letIn && !operators.replicas().isEmpty();
    }
}
