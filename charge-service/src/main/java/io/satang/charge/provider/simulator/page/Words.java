package io.satang.charge.provider.simulator.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What pages say in one language: {@code pay-page/LANGUAGE.properties}. */
final class Words {
    private static final Map<Language, Words> ALL =
            new EnumMap<>(Arrays.stream(Language.values()).collect(Collectors.toMap(Function.identity(), Words::read)));

    private final Language language;
    private final Map<String, String> texts;

    private Words(Language language, Map<String, String> texts) {
        this.language = language;
        this.texts = texts;
    }

    /** The words of this language. */
    static Words of(Language language) {
        return Objects.requireNonNull(ALL.get(language), "words");
    }

    private static Words read(Language language) {
        Properties read = new Properties();
        String file = "/pay-page/" + language.tag() + ".properties";
        try (InputStream stream = Objects.requireNonNull(Words.class.getResourceAsStream(file), file);
                InputStreamReader reader = new InputStreamReader(stream, UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(
                language,
                read.stringPropertyNames().stream()
                        .collect(Collectors.toUnmodifiableMap(Function.identity(), read::getProperty)));
    }

    Language language() {
        return language;
    }

    /** Every text by its name; those with a place to fill in are read with {@link #text(String, Object...)}. */
    Map<String, String> all() {
        return texts;
    }

    /** The text of this name, if there is one. */
    Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** The text of this name. */
    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no words for " + name));
    }

    /** The same with its places filled in, numbered from {@code {0}}. */
    String text(String name, Object... places) {
        return new MessageFormat(text(name), language.locale()).format(places);
    }
}
