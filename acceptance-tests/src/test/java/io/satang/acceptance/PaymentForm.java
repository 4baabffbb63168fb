package io.satang.acceptance;

import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.frameToBeAvailableAndSwitchToIt;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;

import io.satang.browser.Browser;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** The form that satang.js opens, as a payer uses it: everything that is asked of the browser meanwhile happens in its frame. */
final class PaymentForm {
    static final String VISA = "4242424242424242";

    private final Browser browser;

    private PaymentForm(Browser browser) {
        this.browser = browser;
    }

    /** Waits until it is there. */
    static PaymentForm in(Browser browser) {
        browser.await(frameToBeAvailableAndSwitchToIt(By.cssSelector("dialog iframe")));
        browser.await(elementToBeClickable(By.id("submit")));
        return new PaymentForm(browser);
    }

    PaymentForm choose(String method) {
        browser.find("input[value=" + method + "]").click();
        return this;
    }

    PaymentForm type(String field, String text) {
        browser.find("#" + field).sendKeys(text);
        return this;
    }

    PaymentForm select(String field, String text) {
        new Select(browser.find("#" + field)).selectByVisibleText(text);
        return this;
    }

    PaymentForm typeCard() {
        return type("number", VISA).type("expiry", "1235").type("code", "123").type("holder", "Somchai Prasert");
    }

    PaymentForm press() {
        browser.find("#submit").click();
        return this;
    }

    /** Pays, and goes back to the page around it. */
    void pay() {
        press();
        leave();
    }

    /** Presses Escape, a moment after it was asked to: a driver waits for a key's acknowledgement by its frame, which is gone by then. */
    void escape() {
        browser.driver().executeScript("""
                setTimeout(() => document.activeElement.dispatchEvent(
                  new KeyboardEvent("keydown", {key: "Escape", bubbles: true, cancelable: true})));
                """);
        leave();
    }

    /** Presses Enter, which pays, and does not let go of it: the frame may be gone before that. */
    void enter() {
        browser.driver()
                .executeCdpCommand(
                        "Input.dispatchKeyEvent",
                        Map.of(
                                "type",
                                "keyDown",
                                "key",
                                "Enter",
                                "code",
                                "Enter",
                                "windowsVirtualKeyCode",
                                13,
                                "text",
                                "\r"));
        leave();
    }

    void leave() {
        browser.driver().switchTo().defaultContent();
        browser.await(numberOfElementsToBe(By.cssSelector("dialog"), 0));
    }
}
