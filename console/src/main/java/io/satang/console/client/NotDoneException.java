package io.satang.console.client;

/** A page cannot be shown, for the platform did not give what it shows. */
public final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NOT_FOUND = 404;

    private final transient Answer answer;

    NotDoneException(Answer answer) {
        super(answer.toString());
        this.answer = answer;
    }

    /** There is nothing of that name. */
    public static NotDoneException nothingThere() {
        return new NotDoneException(new Answer.Refused(NOT_FOUND, "not_found", "there is nothing of that name"));
    }

    /** Why: refused, or unheard. */
    public Answer answer() {
        return answer;
    }
}
