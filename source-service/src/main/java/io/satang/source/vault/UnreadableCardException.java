package io.satang.source.vault;

/** What was sealed cannot be opened: it, or what it belongs to, is not what it was, or its key is gone. */
public final class UnreadableCardException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableCardException(String cardId, String why) {
        super("the secret of " + cardId + " cannot be opened: " + why);
    }
}
