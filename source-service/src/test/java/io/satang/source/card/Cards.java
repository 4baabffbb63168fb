package io.satang.source.card;

import io.satang.platform.card.CardRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Cards for tests of the rules. */
public final class Cards {
    /** The one that everybody knows. */
    public static final String VISA = "4242424242424242";

    private Cards() {}

    /** All that a card needs. */
    static Map<String, String> minimal() {
        return Map.of("name", "Somchai Prasert", "number", VISA, "expiration_month", "12", "expiration_year", "2030");
    }

    /** A card of which one parameter is another. */
    static CardRequest with(String name, String text) {
        Map<String, String> texts = new HashMap<>(minimal());
        texts.put(name, text);
        return new CardRequest(texts, Set.of());
    }

    /** A card that lacks a parameter. */
    static CardRequest without(String name) {
        Map<String, String> texts = new HashMap<>(minimal());
        texts.remove(name);
        return new CardRequest(texts, Set.of());
    }

    /** The tables that the service has. */
    public static TestCards testCards() {
        try {
            return CardTables.testCards();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
