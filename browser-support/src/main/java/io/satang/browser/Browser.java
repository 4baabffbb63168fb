package io.satang.browser;

import io.satang.browser.Viewer.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One headless browser with an empty profile, which ends with {@link #close()}. Tests that open one are {@link NeedsBrowser}. */
public final class Browser implements AutoCloseable {
    /** How long a page, a script and a condition may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int SCRIPTS_ALLOWED = 1;
    private static final int SCRIPTS_BLOCKED = 2;
    /** Held, so that its level stays: it speaks at length of protocols that nobody uses here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Opens one.
     *
     * @throws IllegalStateException where none is installed
     */
    public static Browser open(Viewer viewer) {
        Objects.requireNonNull(viewer, "viewer");
        SELENIUM.setLevel(Level.SEVERE);
        InstalledBrowser installed =
                InstalledBrowser.find().orElseThrow(() -> new IllegalStateException("no browser is installed"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed.driver().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options(installed, viewer));
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name",
                                "prefers-color-scheme",
                                "value",
                                viewer.scheme().value()))));
        if (viewer.screen() == Screen.PHONE) {
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics(viewer.screen()));
            driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
        }
        return new Browser(driver);
    }

    private static ChromeOptions options(InstalledBrowser installed, Viewer viewer) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed.browser().toFile());
        options.setPageLoadStrategy(PageLoadStrategy.NORMAL);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=%d,%d".formatted(Screen.DESKTOP.width(), Screen.DESKTOP.height()));
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "intl.accept_languages",
                        viewer.language(),
                        "profile.managed_default_content_settings.javascript",
                        viewer.javaScript() ? SCRIPTS_ALLOWED : SCRIPTS_BLOCKED));
        return options;
    }

    private static Map<String, Object> metrics(Screen screen) {
        return Map.of("width", screen.width(), "height", screen.height(), "deviceScaleFactor", 2, "mobile", true);
    }

    /** The driver, for what is not offered here. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Goes to this address and waits until the page is there. */
    public void go(String url) {
        driver.get(url);
    }

    /** What can be read on the page. */
    public String text() {
        return find("body").getText();
    }

    /** The first element that this CSS selector names. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Every element that this CSS selector names. */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits until this holds, 20 s at most. */
    public <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE).until(condition);
    }

    /**
     * Keeps what is seen as {@code target/screenshots/NAME.png}.
     *
     * @return the picture's file
     */
    public Path screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
