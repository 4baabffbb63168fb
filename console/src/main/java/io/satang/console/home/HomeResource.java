package io.satang.console.home;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.client.Call;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Curl;
import io.satang.console.page.Methods;
import io.satang.console.page.Notice;
import io.satang.console.page.Page;
import io.satang.console.page.Pages;
import io.satang.console.page.Section;
import io.satang.console.visit.Session;
import io.satang.console.visit.TestAccounts;
import io.satang.console.visit.Tokens;
import io.satang.console.visit.Visit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code GET /console}: what a newcomer needs. */
@Path("/console")
@RunOnVirtualThread
public class HomeResource {
    private static final Route ACCOUNT = Route.of("account");
    private static final Route CAPABILITY = Route.of("capability");
    /** Those that can be asked for with nothing but an amount. */
    private static final List<String> SIMPLE = List.of(
            "promptpay",
            "paynow",
            "paypay",
            "points_citi",
            "truemoney_qr",
            "rabbit_linepay",
            "shopeepay",
            "grabpay",
            "duitnow_qr",
            "mobile_banking_scb",
            "internet_banking_bbl",
            "wechat_pay",
            "alipay",
            "atome_qr",
            "boost");

    private static final String SECRET_VARIABLE = "$OMISE_SECRET_KEY";

    private final PlatformClient client;
    private final TestAccounts testAccounts;
    private final Visit visit;
    private final Pages pages;
    private final String publicUrl;

    HomeResource(
            PlatformClient client,
            TestAccounts testAccounts,
            Visit visit,
            Pages pages,
            @ConfigProperty(name = "satang.public-url") String publicUrl) {
        this.client = client;
        this.testAccounts = testAccounts;
        this.visit = visit;
        this.pages = pages;
        this.publicUrl = publicUrl;
    }

    @CheckedTemplate(basePath = "home")
    static class Templates {
        private Templates() {}

        static native TemplateInstance home(Page page, HomeView view);
    }

    /** The first page. */
    @GET
    public Response home(@RestQuery Optional<String> refused) {
        Session session = visit.session();
        Call account = client.get(session.secretKey(), ACCOUNT);
        Call capability = client.get(session.secretKey(), CAPABILITY);
        String currency = account.answer().required().path("currency").asText();
        HomeWords words = pages.wording().in(HomeWords.class);
        Page page = pages.in(Section.HOME, words.title());
        Optional<Notice> notice = refused.map(code -> Notice.bad(refusal(code, words)));
        return pages.show(Templates.home(
                notice.map(page::with).orElse(page), view(session, currency, methods(capability.answer()))));
    }

    private HomeView view(Session session, String currency, List<HomeView.Choice> methods) {
        Optional<String> publicKey = testAccounts.publicKey(session.secretKey());
        String secret = session.testMode() ? session.secretKey() : SECRET_VARIABLE;
        String type = methods.isEmpty() ? "promptpay" : methods.getFirst().code();
        return new HomeView(
                publicUrl,
                publicKey.orElse("$OMISE_PUBLIC_KEY"),
                secret,
                publicKey.isPresent(),
                session.testMode(),
                Curl.command(
                        publicUrl + "/sources",
                        publicKey.orElse("$OMISE_PUBLIC_KEY"),
                        List.of("amount=400000", "currency=" + currency, "type=" + type)),
                Curl.command(
                        publicUrl + "/charges",
                        secret,
                        List.of(
                                "amount=400000",
                                "currency=" + currency,
                                "source[type]=" + type,
                                "return_uri=" + publicUrl + "/console/charges")),
                session.testMode() && !methods.isEmpty(),
                currency,
                methods,
                Tokens.fresh());
    }

    private static List<HomeView.Choice> methods(Answer capability) {
        if (!(capability instanceof Answer.Done done)) {
            return List.of();
        }
        List<String> offered = Body.items(done.body().path("payment_methods")).stream()
                .map(method -> method.path("name").asText())
                .toList();
        return SIMPLE.stream()
                .filter(offered::contains)
                .map(code -> new HomeView.Choice(code, Methods.name(code)))
                .toList();
    }

    private String refusal(String code, HomeWords words) {
        return switch (code) {
            case "amount", "invalid_amount" -> words.noAmount();
            case "unheard" -> pages.wording().words().unavailable();
            default -> words.refused();
        };
    }
}
