package io.satang.console.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Body;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/system/letters}: what a consumer has put aside of a topic, and redriving it. */
@Path(DeadLetters.PAGE)
@ForOperators
@RunOnVirtualThread
public class LettersResource {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final URI SYSTEM = URI.create("/console/system");

    private final DeadLetters letters;
    private final Audit audit;
    private final Pages pages;

    LettersResource(DeadLetters letters, Audit audit, Pages pages) {
        this.letters = letters;
        this.audit = audit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "system")
    static class Templates {
        private Templates() {}

        static native TemplateInstance letters(Page page, LettersView view);
    }

    /** Letters of one service and topic, fifty behind {@code after}. */
    @GET
    public Response show(
            @RestQuery Optional<String> service, @RestQuery Optional<String> topic, @RestQuery Optional<String> after) {
        if (service.isEmpty() || topic.isEmpty()) {
            return Response.seeOther(SYSTEM).build();
        }
        return show(service.get(), topic.get(), after, Optional.empty());
    }

    /** Sends the records of one letter, or of all of a topic, to their topic again. */
    @POST
    @Path("redrive")
    public Response redrive(
            @RestForm Optional<String> service,
            @RestForm Optional<String> topic,
            @RestForm Optional<String> letter,
            @RestForm Optional<String> after) {
        String consumer = service.orElse("");
        String of = topic.orElse("");
        Optional<JsonNode> done = letters.redrive(consumer, of, letter, after);
        String object = consumer + "/" + of + letter.map(place -> "/" + place).orElse("");
        audit.acted("letters_redrive", object, done.isPresent() ? "done" : "unheard");
        SystemWords words = pages.wording().in(SystemWords.class);
        Notice notice =
                done.map(body -> told(words, body)).orElseGet(() -> Notice.bad(words.lettersNotRedriven(consumer)));
        return show(consumer, of, done.flatMap(body -> Body.text(body, "next")), Optional.of(notice));
    }

    private static Notice told(SystemWords words, JsonNode done) {
        long redriven = done.path("redriven").asLong();
        long kept = done.path("kept").asLong();
        return kept == 0 ? Notice.good(words.lettersRedriven(redriven)) : Notice.bad(words.lettersKept(redriven, kept));
    }

    private Response show(String service, String topic, Optional<String> after, Optional<Notice> notice) {
        Optional<LettersView> view = letters.read(service, topic, after);
        SystemWords words = pages.wording().in(SystemWords.class);
        Page page = pages.in(Section.SYSTEM, words.lettersOf(service, topic));
        Page told = notice.or(() ->
                        view.isEmpty() ? Optional.of(Notice.bad(words.lettersUnknown(service))) : Optional.empty())
                .map(page::with)
                .orElse(page);
        return pages.show(
                view.isPresent() ? OK : UNAVAILABLE,
                Templates.letters(
                        told,
                        view.orElseGet(() -> new LettersView(service, topic, after, List.of(), Optional.empty()))));
    }
}
