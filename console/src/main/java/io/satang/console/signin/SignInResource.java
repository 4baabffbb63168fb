package io.satang.console.signin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.page.Notice;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.visit.Cookies;
import io.satang.console.visit.Open;
import io.satang.console.visit.OperatorDoor;
import io.satang.console.visit.TestAccounts;
import io.satang.console.visit.Visit;
import io.satang.console.visit.WayBack;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /console/sign-in}: with a secret key. In the local stack nobody has to. */
@Path(SignInResource.PATH)
@Open
@RunOnVirtualThread
public class SignInResource {
    static final String PATH = Cookies.ROOT + "/sign-in";
    private static final int REFUSED = 403;
    private static final int UNAVAILABLE = 503;

    private final Identification identification;
    private final TestAccounts testAccounts;
    private final OperatorDoor operatorDoor;
    private final Cookies cookies;
    private final Visit visit;
    private final Pages pages;

    SignInResource(
            Identification identification,
            TestAccounts testAccounts,
            OperatorDoor operatorDoor,
            Cookies cookies,
            Visit visit,
            Pages pages) {
        this.operatorDoor = operatorDoor;
        this.identification = identification;
        this.testAccounts = testAccounts;
        this.cookies = cookies;
        this.visit = visit;
        this.pages = pages;
    }

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        private Templates() {}

        static native TemplateInstance form(Page page, String back, List<String> accounts, boolean operators);
    }

    /** The form, with the way back to where the visitor wanted to go. */
    @GET
    public Response form(@RestQuery Optional<String> back, HttpHeaders headers) {
        String wayBack = back.orElse(Cookies.ROOT);
        if (visit.guest().isPresent()) {
            return Response.seeOther(WayBack.to(wayBack)).build();
        }
        if (!cookies.haveGone(headers) && testAccounts.first().isPresent()) {
            return enter(testAccounts.first().get(), wayBack);
        }
        Page page = pages.beside(words().title());
        boolean expired = cookies.haveExpired(headers);
        return show(200, expired ? page.with(Notice.bad(words().expired())) : page, wayBack);
    }

    /** Signs in. */
    @POST
    public Response enter(@RestForm Optional<String> key, @RestForm Optional<String> back) {
        return enter(key.orElse("").strip(), back.orElse(Cookies.ROOT));
    }

    private Response enter(String key, String back) {
        return switch (identification.identify(key)) {
            case Identification.Outcome.Known known -> goOn(known.session(), back);
            case Identification.Outcome.PublicKey publicKey -> refuse(REFUSED, words().publicKey(), back);
            case Identification.Outcome.Unknown unknown -> refuse(REFUSED, words().unknownKey(), back);
            case Identification.Outcome.Undecided undecided -> refuse(UNAVAILABLE, words().undecided(), back);
        };
    }

    private static Response goOn(NewCookie session, String back) {
        return Response.seeOther(WayBack.to(back)).cookie(session).build();
    }

    private Response refuse(int status, String text, String back) {
        return show(status, pages.beside(words().title()).with(Notice.bad(text)), back);
    }

    private Response show(int status, Page page, String back) {
        return pages.show(
                status, Templates.form(page, WayBack.to(back).toString(), testAccounts.all(), operatorDoor.isThere()));
    }

    private SignInWords words() {
        return pages.wording().in(SignInWords.class);
    }
}
