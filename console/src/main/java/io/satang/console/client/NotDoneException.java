package io.satang.console.client;

/** A page cannot be shown, for the platform did not give what it shows. */
public final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    NotDoneException(Answer answer) {
        super(answer.toString());
        this.answer = answer;
    }

    /** Why: refused, or unheard. */
    public Answer answer() {
        return answer;
    }
}
