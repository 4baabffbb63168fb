package io.satang.browser;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.stream.Collectors;

/** Whether everybody can use a page: the Web Content Accessibility Guidelines 2.2, level AA, as far as a program can tell (axe). */
public final class Accessibility {
    private static final List<String> GUIDELINES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Accessibility() {}

    /**
     * Holds the page that the browser shows to the guidelines. Scripts must be on.
     *
     * @throws AssertionError naming each rule that is violated, and where
     */
    @SuppressWarnings(
            "deprecation") // The other mode puts the results of frames together in a window more; pages here have no
    // frames.
    public static void requireForEverybody(Browser browser) {
        List<Rule> violations = new AxeBuilder()
                .withTags(GUIDELINES)
                .setLegacyMode()
                .analyze(browser.driver())
                .getViolations();
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.stream()
                    .map(Accessibility::told)
                    .collect(Collectors.joining(
                            "\n", "not everybody can use " + browser.driver().getCurrentUrl() + ":\n", "")));
        }
    }

    private static String told(Rule rule) {
        return rule.getNodes().stream()
                .map(Accessibility::told)
                .collect(Collectors.joining(
                        "\n", "%s (%s): %s%n".formatted(rule.getId(), rule.getImpact(), rule.getHelp()), ""));
    }

    private static String told(CheckedNode node) {
        return "  at %s%n    %s%n    %s"
                .formatted(
                        node.getTarget(),
                        node.getHtml(),
                        node.getFailureSummary().replace("\n", "\n    "));
    }
}
