package io.satang.console.page;

import io.satang.console.client.Answer;
import io.satang.console.visit.Audit;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Notes what came of an action, and says it when it was not done. */
@Singleton
public class Outcome {
    private static final int UNAVAILABLE = 503;

    private final Audit audit;
    private final Pages pages;

    Outcome(Audit audit, Pages pages) {
        this.audit = audit;
        this.pages = pages;
    }

    /** What was not done: a status, and why. */
    public record NotDone(int status, Notice notice) {}

    /** Empty when it was done. */
    public Optional<NotDone> of(Answer answer, String action, String object) {
        Words words = pages.wording().words();
        return switch (answer) {
            case Answer.Done done -> {
                audit.acted(action, object, "done");
                yield Optional.empty();
            }
            case Answer.Refused refused -> {
                audit.acted(action, object, refused.code());
                String text = words.refusedBecause(refused.message(), refused.code());
                yield Optional.of(new NotDone(refused.status(), Notice.bad(text)));
            }
            case Answer.Unheard unheard -> {
                audit.acted(action, object, "unheard");
                yield Optional.of(new NotDone(UNAVAILABLE, Notice.bad(words.unheard())));
            }
        };
    }
}
