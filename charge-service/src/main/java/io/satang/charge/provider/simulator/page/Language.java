package io.satang.charge.provider.simulator.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The languages that pages for payers speak. */
enum Language {
    /** English, for whoever asks for none of these. */
    EN(Locale.ENGLISH, "English"),
    /** Thai. */
    TH(Locale.of("th"), "ไทย"),
    /** Japanese. */
    JA(Locale.JAPANESE, "日本語");

    private static final int HEADER_CHARS_MAX = 1_000;

    private final Locale locale;
    private final String ownName;

    Language(Locale locale, String ownName) {
        this.locale = locale;
        this.ownName = ownName;
    }

    /**
     * The language of a page.
     *
     * @param chosen   what the payer has chosen at the page, for instance {@code th}
     * @param accepted the browser's {@code Accept-Language}; what makes no sense counts as nothing
     */
    static Language of(Optional<String> chosen, Optional<String> accepted) {
        return chosen.flatMap(Language::ofTag)
                .or(() -> accepted.flatMap(Language::preferred))
                .orElse(EN);
    }

    /** The language of this tag, if pages speak it. */
    static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equalsIgnoreCase(tag))
                .findFirst();
    }

    private static Optional<Language> preferred(String accepted) {
        if (accepted.length() > HEADER_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            List<LanguageRange> wanted = LanguageRange.parse(accepted);
            List<String> spoken = Arrays.stream(values()).map(Language::tag).toList();
            return Optional.ofNullable(Locale.lookupTag(wanted, spoken)).flatMap(Language::ofTag);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** As HTML and HTTP write it, for instance {@code th}. */
    String tag() {
        return locale.toLanguageTag();
    }

    Locale locale() {
        return locale;
    }

    /** What its speakers call it. */
    String ownName() {
        return ownName;
    }
}
