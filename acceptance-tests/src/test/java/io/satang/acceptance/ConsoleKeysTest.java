package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.browser.Accessibility;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.support.ui.Select;

/** A merchant rolls its keys in the console, and every service goes by it. */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
class ConsoleKeysTest {
    private final Platform platform;

    ConsoleKeysTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_secret_key_is_rolled_and_the_session_goes_on() throws Exception {
        String key = secretKeyOfANewAccount();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            signIn(browser, key);
            assertThat(browser.text()).contains("…" + end(key), "this session's");
            Accessibility.requireForEverybody(browser);
            new Select(browser.find("#overlap")).selectByValue("3600");

            Forms.press(browser, "Roll the key");

            assertThat(browser.text()).contains("The key was rolled.", "This session goes on with the new key.");
            browser.screenshot("console-keys-rolled");
            String successor = browser.find("code[data-copy]").getText();
            assertThat(successor).startsWith("skey_test_").isNotEqualTo(key);
            assertThat(browser.text()).contains("…" + end(successor));
            for (String path : new String[] {"/account", "/charges", "/events", "/offers"}) {
                assertThat(platform.api().withKey(successor).get(path).status())
                        .as(path)
                        .isEqualTo(200);
                assertThat(platform.api().withKey(key).get(path).status())
                        .as(path)
                        .isEqualTo(200);
            }
            browser.go(platform.baseUrl() + "/console/keys");
            assertThat(browser.text()).doesNotContain(successor);
            assertThat(browser.text()).contains("…" + end(successor), "this session's", "…" + end(key), "Ends ");
        }
    }

    private void signIn(Browser browser, String key) {
        platform.awaitConsole();
        browser.go(platform.baseUrl() + "/console");
        Forms.press(browser, "Sign out");
        browser.go(platform.baseUrl() + "/console/keys");
        browser.find("#key").sendKeys(key);
        Forms.press(browser, "Sign in");
    }

    private String secretKeyOfANewAccount() throws Exception {
        String management = platform.metrics().entrySet().stream()
                .filter(process -> process.getValue().equals("account-service"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        String email = URLEncoder.encode("keys@merchant.example", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + management + "/internal/accounts"))
                .header("Satang-Operator-Token", "satang-local-operator")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=" + email))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String opened = http.send(request, BodyHandlers.ofString()).body();
            return Json.read(opened).at("/keys/1/key").asText();
        }
    }

    private static String end(String key) {
        return key.substring(key.length() - 4);
    }
}
