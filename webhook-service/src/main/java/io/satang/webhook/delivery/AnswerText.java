package io.satang.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** How an answer's body begins, as far as it is text that can be kept and shown. */
final class AnswerText {
    /** So much is kept. */
    static final int BYTES_MAX = 1_024;

    private static final char REPLACEMENT = '\uFFFD';

    private AnswerText() {}

    /** The text of these bytes, which may end within a character; empty when there is none. */
    static Optional<String> of(byte[] beginning) {
        String text = new String(beginning, UTF_8);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == REPLACEMENT) {
            end--;
        }
        // PostgreSQL keeps no NUL, and nobody can read the other controls.
        String shown = text.substring(0, end).replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", String.valueOf(REPLACEMENT));
        return Optional.of(shown).filter(some -> !some.isBlank());
    }
}
