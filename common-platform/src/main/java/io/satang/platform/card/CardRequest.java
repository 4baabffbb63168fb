package io.satang.platform.card;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The card that a client has sent, read but not judged. It is not printed, for it holds the number.
 *
 * @param texts      what was given, by the parameters' names
 * @param unreadable the parameters that were given and are no texts
 */
public record CardRequest(Map<String, String> texts, Set<String> unreadable) {
    public CardRequest {
        texts = Map.copyOf(texts);
        unreadable = Set.copyOf(unreadable);
    }

    /** A parameter, if it was given. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Whether something was given that is no text. */
    boolean isUnreadable(String name) {
        return unreadable.contains(name);
    }

    @Override
    public String toString() {
        return "card " + texts.keySet();
    }
}
