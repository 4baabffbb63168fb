package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.satang.browser.Accessibility;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** An operator's way through a real browser: to the provider, back, and to pages that everybody can use. */
@QuarkusTest
@NeedsBrowser
@QuarkusTestResource(PlatformStandIn.class)
@QuarkusTestResource(value = ServiceStandIn.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = IssuerStandIn.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FrontDoor.class, restrictToAnnotatedClass = true)
class OperatorPagesForEverybodyTest {
    private static final String LETTERS = "/letters?service=webhook-service&topic=charge.complete";

    @TestHTTPResource
    private URI console;

    @ConfigProperty(name = "satang.public-url")
    String publicUrl;

    @Test
    void operatorsAreLetInOrToldWhyNot() {
        FrontDoor.leadsTo(console.getPort());
        for (Viewer viewer : List.of(Viewer.USUAL, Viewer.USUAL.onPhone().inTheDark())) {
            ServiceStandIn.reset();
            IssuerStandIn.says(Map.of("groups", List.of("everybody")));
            try (Browser browser = Browser.open(viewer)) {
                look(browser, viewer, "refused", "", "not as an operator");
                IssuerStandIn.says(Map.of());
                waiting("{\"topic\":\"charge.complete\",\"waiting\":4}");
                look(browser, viewer, "system", "", "Redrive all");
                waiting("""
                        {"topic":"charge.complete","partition":0,"offset":17,"key":"chrg_test_1","reason":"no payload",
                         "put_aside_at":"2026-11-28T12:00:00Z","redrivable":true}""");
                look(browser, viewer, "letters", LETTERS, "no payload");
            }
        }
    }

    private static void waiting(String item) {
        ServiceStandIn.answers("/internal/dead-letters", 200, "{\"object\":\"list\",\"data\":[" + item + "]}");
    }

    private void look(Browser browser, Viewer viewer, String name, String page, String text) {
        browser.go(publicUrl + "/console/system" + page);
        assertThat(browser.text()).contains(text);
        Accessibility.requireForEverybody(browser);
        browser.screenshot("operator-%s-%s-%s"
                .formatted(name, viewer.screen(), viewer.scheme())
                .toLowerCase(Locale.ROOT));
    }
}
