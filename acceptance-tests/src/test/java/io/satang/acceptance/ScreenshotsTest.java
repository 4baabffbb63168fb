package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import io.satang.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes the pictures of the documentation anew, when it is told where they go (CONTRIBUTING.md). */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
@EnabledIfSystemProperty(named = "satang.screenshots", matches = ".+")
class ScreenshotsTest {
    private static final long BYTES_MAX = 1024L * 1024;
    private static final Path FOLDER = Path.of(System.getProperty("satang.screenshots", "target/screenshots"));

    private final Platform platform;
    private final Shop shop;

    ScreenshotsTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @Test
    void the_pictures_of_the_documentation() throws IOException {
        platform.awaitConsole();
        String nowhere = "http://127.0.0.1:" + FreePorts.take(1)[0] + "/hooks";
        shop.secret().patch("/account", "webhook_uri=" + nowhere).ok();
        try {
            String declined = payments();
            picture(Viewer.USUAL, "/console", "console-home");
            picture(Viewer.USUAL, "/console/charges", "console-charges");
            picture(Viewer.USUAL.inTheDark(), "/console/charges/" + declined, "console-charge");
            picture(Viewer.USUAL, "/console/webhooks", "console-webhooks");
            picture(Viewer.USUAL, "/console/requests", "console-requests");
            picture(Viewer.USUAL, "/console/keys", "console-keys");
            picture(Viewer.USUAL, "/console/system", "console-system");
        } finally {
            shop.stopWebhooks();
        }
        picture(Viewer.USUAL.onPhone(), Shop.page(shop.charge()), "pay-page");
        picture(Viewer.USUAL.onPhone().speaking("th"), pageWithCode(shop.qrCharge()), "pay-page-qr");
        try (Stream<Path> pictures = Files.list(FOLDER)) {
            assertThat(pictures.mapToLong(picture -> picture.toFile().length()).sum())
                    .isLessThan(BYTES_MAX);
        }
    }

    /** One of each kind; answers the one that was declined, once its webhook has failed. */
    private String payments() {
        shop.qrCharge();
        String card = shop.token("4242424242424242").path("id").asText();
        shop.secret()
                .post("/charges", "amount=129000", "currency=THB", "card=" + card, "description=Order 345677")
                .ok();
        shop.press(shop.charge(), "outcome=successful");
        JsonNode declined = shop.charge();
        shop.press(declined, "outcome=failed", "failure_code=insufficient_fund");
        String id = declined.path("id").asText();
        await().until(() -> shop.secret()
                        .get("/charges/" + id + "/events")
                        .ok()
                        .at("/data/1/webhook_deliveries")
                        .size()
                > 0);
        return id;
    }

    private String pageWithCode(JsonNode charge) {
        byte[] image =
                platform.api().download(QrImage.path(charge), "image/png").bytes();
        return URI.create(QrImage.textOf(image).orElseThrow()).resolve("qr").getPath();
    }

    private void picture(Viewer viewer, String path, String name) throws IOException {
        try (Browser browser = Browser.open(viewer)) {
            browser.go(platform.baseUrl() + path);
            Files.createDirectories(FOLDER);
            Files.copy(browser.screenshot(name), FOLDER.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
