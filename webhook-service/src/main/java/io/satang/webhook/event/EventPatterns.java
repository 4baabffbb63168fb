package io.satang.webhook.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events somebody wants to hear of: those that one of these patterns fits. A pattern is an event's key, in which {@code *} stands for
 * any text.
 *
 * @param texts as the merchant wrote them
 * @param keys  which keys they fit
 */
public record EventPatterns(List<String> texts, Set<EventKey> keys) {
    /** So many patterns at the most. */
    public static final int MAX = 32;

    /** Every event, also those of kinds to come. */
    public static final EventPatterns ALL = new EventPatterns(List.of("*"), EnumSet.allOf(EventKey.class));

    private static final int CHARS_MAX = 64;
    private static final Pattern SHAPE = Pattern.compile("[a-z_.*-]{1," + CHARS_MAX + "}");

    public EventPatterns {
        texts = List.copyOf(texts);
        keys = Set.copyOf(keys);
    }

    /** Those of these texts; each has to fit something ({@link #isPattern}). */
    public static EventPatterns of(List<String> texts) {
        Set<EventKey> keys = texts.stream()
                .flatMap(text -> matching(text).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKey.class)));
        return new EventPatterns(texts, keys);
    }

    /** Whether it is a pattern, and there is an event that it fits. */
    public static boolean isPattern(String text) {
        return SHAPE.matcher(text).matches() && !matching(text).isEmpty();
    }

    /** Whether one of them fits. */
    public boolean fit(EventKey key) {
        return keys.contains(key);
    }

    private static Set<EventKey> matching(String text) {
        Optional<EventKey> exact = EventKey.of(text);
        if (exact.isPresent()) {
            return Set.of(exact.get());
        }
        String regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        Pattern pattern = Pattern.compile(regex);
        return Arrays.stream(EventKey.values())
                .filter(key -> pattern.matcher(key.text()).matches())
                .collect(Collectors.toSet());
    }
}
