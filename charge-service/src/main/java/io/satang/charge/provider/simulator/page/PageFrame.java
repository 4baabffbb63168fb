package io.satang.charge.provider.simulator.page;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is around what a page says.
 *
 * @param title     what the browser calls it
 * @param language  what it speaks, as a tag
 * @param languages what else it could
 * @param here      its address
 * @param lookAgain what it loads in a moment, when something may have happened
 * @param style     its style sheet
 * @param script    its script
 */
record PageFrame(
        String title,
        String language,
        List<LanguageLink> languages,
        String here,
        Optional<String> lookAgain,
        String style,
        String script) {

    /**
     * A link to the same page in another language.
     *
     * @param tag     of the language
     * @param name    what its speakers call it
     * @param href    where
     * @param current whether it is the page's own
     */
    record LanguageLink(String tag, String name, String href, boolean current) {}

    /** The frame of the page at this address. */
    static PageFrame of(String title, Language language, PageAddress here, Optional<PageAddress> lookAgain) {
        List<LanguageLink> languages = Arrays.stream(Language.values())
                .map(other -> new LanguageLink(
                        other.tag(), other.ownName(), here.in(other).href(), other == language))
                .toList();
        return new PageFrame(
                title,
                language.tag(),
                languages,
                here.href(),
                lookAgain.map(PageAddress::href),
                PageAssets.STYLE,
                PageAssets.SCRIPT);
    }
}
