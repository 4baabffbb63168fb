package io.satang.console.visit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that the console speaks. */
public enum Language {
    ENGLISH("en", "English"),
    THAI("th", "ไทย");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** As HTML and HTTP call it. */
    public String tag() {
        return tag;
    }

    /** As those call it who speak it. */
    public String ownName() {
        return ownName;
    }

    /** For formats of dates. */
    public Locale locale() {
        return Locale.of(tag);
    }

    /** The language of a tag. */
    static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    /** The one that a browser asks for before the others; English when it asks for none that we speak. */
    static Language preferred(List<Locale> accepted) {
        return accepted.stream()
                .flatMap(locale -> of(locale.getLanguage()).stream())
                .findFirst()
                .orElse(ENGLISH);
    }
}
