package io.satang.acceptance;

import io.satang.browser.Browser;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** How a visitor gets from one page of the console to the next. */
final class Forms {
    // Chromedriver's words for what is asked about an element while its document makes way for the next.
    private static final String BETWEEN_DOCUMENTS = "does not belong to the document";

    private Forms() {}

    /** Presses the button that says this, and waits for the page that it leads to. */
    static void press(Browser browser, String button) {
        follow(
                browser,
                browser.all("button").stream()
                        .filter(each -> each.getText().equals(button))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no button " + button + " on:\n" + browser.text())));
    }

    /** Clicks and waits until the page that it was on has gone, as a click does not wait for the answer to a form. */
    static void follow(Browser browser, WebElement element) {
        WebElement left = browser.find("html");
        element.click();
        browser.await(driver -> hasGone(left));
        browser.await(ExpectedConditions.presenceOfElementLocated(By.cssSelector("footer")));
    }

    private static boolean hasGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (StaleElementReferenceException gone) {
            return true;
        } catch (WebDriverException failure) {
            if (Objects.requireNonNullElse(failure.getMessage(), "").contains(BETWEEN_DOCUMENTS)) {
                return true;
            }
            throw failure;
        }
    }
}
