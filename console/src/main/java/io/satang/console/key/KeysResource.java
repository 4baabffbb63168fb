package io.satang.console.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Notice;
import io.satang.console.page.Outcome;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.page.Wording;
import io.satang.console.visit.Cookies;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** {@code /console/keys}: the keys that work, and rolling one of them. */
@Path("/console/keys")
@RunOnVirtualThread
public class KeysResource {
    private static final Route LIST = Route.of("keys");
    private static final Route ROLL = Route.of("keys", "roll");
    private static final int OK = 200;

    private final PlatformClient client;
    private final Outcome outcome;
    private final Cookies cookies;
    private final Visit visit;
    private final Pages pages;

    KeysResource(PlatformClient client, Outcome outcome, Cookies cookies, Visit visit, Pages pages) {
        this.client = client;
        this.outcome = outcome;
        this.cookies = cookies;
        this.visit = visit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "key")
    static class Templates {
        private Templates() {}

        static native TemplateInstance keys(Page page, List<KeyRow> rows, Optional<String> issued);
    }

    /** The list. */
    @GET
    public Response list() {
        return show(OK, visit.session().secretKey(), Optional.empty(), Optional.empty());
    }

    /** Issues another key, and shows it, once. When it is a secret one the session goes on with it. */
    @POST
    @Path("roll")
    public Response roll(@RestForm Optional<String> kind, @RestForm Optional<String> overlap) {
        String wanted = kind.orElse("");
        Fields form = Fields.of("kind", wanted).and("overlap", overlap);
        Answer answer = client.post(visit.session().secretKey(), ROLL, form).answer();
        return outcome.of(answer, "key_roll", wanted)
                .map(notDone -> show(
                        notDone.status(), visit.session().secretKey(), Optional.of(notDone.notice()), Optional.empty()))
                .orElseGet(() -> rolled(answer.required()));
    }

    private Response rolled(JsonNode issued) {
        String key = issued.path("key").asText();
        if (!issued.path("kind").asText().equals("secret")) {
            return show(OK, visit.session().secretKey(), Optional.of(done(issued, "")), Optional.of(key));
        }
        NewCookie session = cookies.of(visit.session().withKey(key));
        String more = " " + pages.wording().in(KeyWords.class).session();
        Response page = show(OK, key, Optional.of(done(issued, more)), Optional.of(key));
        return Response.fromResponse(page).cookie(session).build();
    }

    private Notice done(JsonNode issued, String more) {
        Wording wording = pages.wording();
        Instant end = Body.instant(issued, "others_expire_at").orElse(Instant.EPOCH);
        return Notice.good(wording.in(KeyWords.class).rolled(wording.moment(end).local()) + more);
    }

    private Response show(int status, String key, Optional<Notice> notice, Optional<String> issued) {
        Fields newestFirst = Fields.of("order", "reverse_chronological").and("limit", "100");
        Answer keys = client.get(key, LIST, newestFirst).answer();
        // A key that was just issued is shown whatever else can be: there is no second time.
        JsonNode list = issued.isPresent() ? keys.orElse(NullNode.getInstance()) : keys.required();
        Wording wording = pages.wording();
        List<KeyRow> rows =
                Body.data(list).stream().map(row -> KeyRow.of(row, wording)).toList();
        Page page = pages.in(Section.KEYS, wording.words().keys());
        return pages.show(status, Templates.keys(notice.map(page::with).orElse(page), rows, issued));
    }
}
