package io.satang.source.card;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.Startup;
import io.satang.events.CardFailure;
import io.satang.platform.card.CardNumber;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what is written of cards; a table that is faulty keeps the service from starting. */
class CardTables {
    private static final String TEST_CARDS = "/card/test-cards.csv";
    private static final String ISSUERS = "/card/issuers.csv";

    /** Of the built-in table alone: no setting turns a card of somebody into a test card. */
    @Produces
    @Singleton
    @Startup
    static TestCards testCards() throws IOException {
        try (InputStream table = builtIn(TEST_CARDS)) {
            return new TestCards(lines(table, 3).stream()
                    .collect(Collectors.toMap(line -> new CardNumber(line.get(0)).digits(), CardTables::failure)));
        }
    }

    @Produces
    @Singleton
    @Startup
    static Issuers issuers(@ConfigProperty(name = "satang.card.issuers.path") Optional<Path> path) throws IOException {
        try (InputStream table = path.isPresent() ? Files.newInputStream(path.get()) : builtIn(ISSUERS)) {
            return new Issuers(lines(table, 4).stream()
                    .collect(Collectors.toMap(
                            List::getFirst, line -> new Issuer(line.get(1), line.get(2), line.get(3)))));
        }
    }

    private static Optional<CardFailure> failure(List<String> line) {
        return line.get(1).isEmpty() ? Optional.empty() : Optional.of(new CardFailure(line.get(1), line.get(2)));
    }

    private static InputStream builtIn(String resource) {
        return Objects.requireNonNull(CardTables.class.getResourceAsStream(resource), resource);
    }

    /** The lines below the heading; the last column may hold commas. */
    private static List<List<String>> lines(InputStream table, int columns) throws IOException {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .skip(1)
                    .map(line -> columns(line, columns))
                    .toList();
        }
    }

    private static List<String> columns(String line, int columns) {
        String[] values = line.split(",", columns);
        if (values.length < columns) {
            throw new IllegalArgumentException("a line of a table of cards has too few columns");
        }
        return List.of(values);
    }
}
