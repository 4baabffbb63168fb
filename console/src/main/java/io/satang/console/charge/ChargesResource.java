package io.satang.console.charge;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.client.Call;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Listed;
import io.satang.console.page.Lists;
import io.satang.console.page.Notice;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/charges}: the list, and one with its timeline. */
@Path("/console/charges")
@RunOnVirtualThread
public class ChargesResource {
    private static final int OK = 200;
    private static final Route CHARGES = Route.of("charges");
    private static final Route CAPABILITY = Route.of("capability");
    private static final Pattern CHARGE_ID = Pattern.compile("chrg_[a-z0-9_]{1,59}");

    private final Lists lists;
    private final ChargePage chargePage;
    private final PlatformClient client;
    private final Visit visit;
    private final Pages pages;
    private final Clock clock;

    ChargesResource(Lists lists, ChargePage chargePage, PlatformClient client, Visit visit, Pages pages, Clock clock) {
        this.lists = lists;
        this.chargePage = chargePage;
        this.client = client;
        this.visit = visit;
        this.pages = pages;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "charge")
    static class Templates {
        private Templates() {}

        static native TemplateInstance charges(Page page, ChargeList list);
    }

    /** A screen of the list. Whoever looks for an id is brought to its charge. */
    @GET
    public Response list(
            @RestQuery Optional<String> status,
            @RestQuery Optional<String> type,
            @RestQuery Optional<String> from,
            @RestQuery Optional<String> to,
            @RestQuery Optional<String> text,
            @RestQuery @DefaultValue("0") int offset,
            @RestQuery Optional<String> after) {
        ChargeFilter filter = ChargeFilter.of(status, type, from, to, text);
        Optional<String> id = filter.text().filter(CHARGE_ID.asMatchPredicate());
        if (id.isPresent()) {
            return Response.seeOther(URI.create("/console/charges/" + id.get())).build();
        }
        Wording wording = pages.wording();
        Call capability = client.get(visit.session().secretKey(), CAPABILITY);
        ChargeList list = ChargeList.of(
                filter, listed(filter, wording, offset, after), methods(capability), wording, clock.instant());
        return pages.show(
                Templates.charges(pages.in(Section.CHARGES, wording.words().charges()), list));
    }

    private Listed listed(ChargeFilter filter, Wording wording, int offset, Optional<String> after) {
        Fields query = filter.query(wording.zone());
        return filter.looksInside()
                ? lists.readOn(Section.CHARGES, CHARGES, query, filter.address(), after)
                : lists.read(Section.CHARGES, CHARGES, query, filter.address(), offset);
    }

    /** One charge. */
    @GET
    @Path("{id}")
    public Response show(@RestPath String id, @RestQuery Optional<String> done) {
        ChargeWords words = pages.wording().in(ChargeWords.class);
        Optional<Notice> notice = done.flatMap(
                        what -> what.equals("create") ? Optional.of(words.doneCreate()) : done(what, words))
                .map(Notice::good);
        return chargePage.show(OK, id, notice);
    }

    private static Optional<String> done(String route, ChargeWords words) {
        return Action.of(route).map(action -> action.done(words));
    }

    /** Without them there is less to choose from. */
    private static List<String> methods(Call capability) {
        return capability.answer() instanceof Answer.Done done
                ? Body.items(done.body().path("payment_methods")).stream()
                        .map(method -> method.path("name").asText())
                        .toList()
                : List.of("card");
    }
}
