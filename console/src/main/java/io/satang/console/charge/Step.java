package io.satang.console.charge;

import io.satang.console.page.Moment;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing of a charge's timeline.
 *
 * @param at     when it happened, or will
 * @param moment the same for people
 * @param tone   {@code good}, {@code bad}, {@code wait} or {@code calm}, besides what the title says
 * @param title  what it is
 * @param detail more about it; may be empty
 * @param link   where there is more
 * @param body   what somebody else has said, word by word
 */
record Step(
        Instant at,
        Moment moment,
        String tone,
        String title,
        String detail,
        Optional<String> link,
        Optional<String> body) {

    Step {
        Objects.requireNonNull(at, "at");
    }
}
