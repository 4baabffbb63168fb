package io.satang.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.console.visit.Language;
import io.satang.console.visit.Operator;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/**
 * The frame that stands around what a page shows.
 *
 * @param title    its heading
 * @param language of all its texts
 * @param address  its own address, to come back to
 * @param styles   the address of the style sheet
 * @param script   the address of the script
 * @param visitor  the merchant who is signed in
 * @param operator the operator who is signed in
 * @param links    the navigation; empty when nobody is signed in
 * @param notice   what has just happened
 */
public record Page(
        String title,
        Language language,
        String address,
        String styles,
        String script,
        Optional<Visitor> visitor,
        Optional<Operator> operator,
        List<Link> links,
        Optional<Notice> notice) {

    /**
     * Whoever is signed in, as the frame shows them.
     *
     * @param csrf     what every form has to bring
     * @param accounts the test accounts to change to; empty outside the local stack
     */
    public record Visitor(String email, String accountId, boolean testMode, String csrf, List<String> accounts) {}

    /** An item of the navigation. */
    public record Link(String address, String name, boolean current) {}

    public Page {
        links = List.copyOf(links);
    }

    /** The languages that it is not in. */
    public List<Language> otherLanguages() {
        return List.of(Language.values()).stream()
                .filter(other -> other != language)
                .toList();
    }

    /** Its own address, to be put into another one's query. */
    public String backAddress() {
        return URLEncoder.encode(address, UTF_8);
    }

    /** The token for its forms; empty when nobody is signed in. */
    public String csrf() {
        return visitor.map(Visitor::csrf)
                .or(() -> operator.map(Operator::csrfToken))
                .orElse("");
    }

    /** The same with a notice. */
    public Page with(Notice told) {
        return new Page(title, language, address, styles, script, visitor, operator, links, Optional.of(told));
    }
}
