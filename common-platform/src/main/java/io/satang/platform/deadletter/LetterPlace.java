package io.satang.platform.deadletter;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where a letter stands on its dead-letter topic. */
record LetterPlace(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    /** Before every letter. */
    static final LetterPlace START = new LetterPlace(0, -1);

    /** The place of {@code PARTITION:OFFSET}; empty when it is none. */
    static Optional<LetterPlace> parse(String text) {
        return TEXT.matcher(text)
                .results()
                .filter(found -> found.group().length() == text.length())
                .map(LetterPlace::of)
                .findFirst();
    }

    private static LetterPlace of(MatchResult found) {
        return new LetterPlace(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2)));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
