package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.browser.Accessibility;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.JavascriptExecutor;

/** Every page of the console, in both languages, schemes and screens. */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
class ConsoleForEverybodyTest {
    private static final List<Viewer> EVERY_VIEWER =
            List.of(Viewer.USUAL, Viewer.USUAL.onPhone().inTheDark().speaking("th"));

    private final Platform platform;
    private final Shop shop;

    ConsoleForEverybodyTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @BeforeEach
    void theConsoleIsThere() {
        platform.awaitConsole();
    }

    @Test
    void everybody_can_use_every_page() {
        String card = shop.token("4242424242424242").path("id").asText();
        String charge = shop.secret()
                .post("/charges", "amount=400000", "currency=THB", "card=" + card)
                .ok("id");
        shop.secret().post("/charges/" + charge + "/refunds", "amount=100000").ok();
        String pending = shop.charge().path("id").asText();
        await().until(() ->
                shop.secret().get("/events?object=" + pending).ok().path("data").size() > 0);
        String event = shop.secret()
                .get("/events?object=" + pending)
                .ok()
                .path("data")
                .path(0)
                .path("id")
                .asText();
        String request = refusedRequest(shop);
        for (Viewer viewer : EVERY_VIEWER) {
            try (Browser browser = Browser.open(viewer)) {
                for (String path : List.of(
                        "",
                        "/charges",
                        "/charges?status=failed&text=nothing+like+it",
                        "/charges/" + charge,
                        "/charges/" + pending,
                        "/webhooks",
                        "/events",
                        "/events/" + event,
                        "/requests?status=4xx",
                        "/requests",
                        request,
                        "/keys",
                        "/methods",
                        "/customers",
                        "/refunds",
                        "/offers",
                        "/system",
                        "/charges/chrg_test_none")) {
                    browser.go(page("/console" + path));
                    look(browser, viewer, path);
                }
            }
            // A browser that was led from page to page does not always go by itself where a form leads to.
            try (Browser browser = Browser.open(viewer)) {
                browser.go(page("/console"));
                Forms.follow(browser, browser.find("form[action='/console/sign-out'] button"));
                look(browser, viewer, "/sign-in");
            }
        }
    }

    /** The page of one that was refused, which is told a moment later. */
    private static String refusedRequest(Shop shop) {
        shop.secret().post("/charges", "amount=1", "currency=THB");
        return await().until(
                        () -> shop.secret().get("/requests?status=4xx").ok().path("data"), found -> !found.isEmpty())
                .path(0)
                .path("location")
                .asText();
    }

    private static void look(Browser browser, Viewer viewer, String path) {
        Accessibility.requireForEverybody(browser);
        String name = path.replaceAll("[?].*", "-filtered")
                .replaceAll("/(chrg|evnt|rqst)_\\w+", "-one")
                .replace("/", "-");
        browser.screenshot("console%s-%s-%s-%s"
                .formatted(name, viewer.screen(), viewer.scheme(), viewer.language())
                .toLowerCase(Locale.ROOT));
        Object wider = ((JavascriptExecutor) browser.driver())
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as("%s has to be moved sideways", path).isEqualTo(false);
    }

    private String page(String path) {
        return platform.baseUrl() + path;
    }
}
