package io.satang.charge.provider.simulator.page;

import java.util.Optional;

/**
 * How a payer is spoken to.
 *
 * @param language what pages speak
 * @param chosen   the same if the payer has chosen it at a page; links keep it
 */
record Speech(Language language, Optional<Language> chosen) {
    /**
     * What was asked for.
     *
     * @param lang     the parameter of the address
     * @param accepted the browser's {@code Accept-Language}
     */
    static Speech of(Optional<String> lang, Optional<String> accepted) {
        return new Speech(Language.of(lang, accepted), lang.flatMap(Language::ofTag));
    }

    Words words() {
        return Words.of(language);
    }
}
