package io.satang.console.system;

import io.satang.console.page.Moment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a consumer has put aside of a topic and nobody has redriven.
 *
 * @param consumer the service
 * @param after    behind which letter these begin; empty for the first
 * @param letters  the oldest first
 * @param older    the address of those behind; empty when there are none
 */
record LettersView(
        String consumer, String topic, Optional<String> after, List<LetterRow> letters, Optional<String> older) {
    LettersView {
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(older, "older");
        letters = List.copyOf(letters);
    }

    /**
     * A letter.
     *
     * @param place      where it stands, as the service is told of it
     * @param key        the id of what the record is about; empty when it has none
     * @param redrivable whether all of the record was kept
     */
    record LetterRow(String place, String key, String reason, Optional<Moment> putAside, boolean redrivable) {}
}
