package io.satang.source.vault;

import io.satang.platform.sealing.UnsealableException;

/** What was sealed cannot be opened: it, or what it belongs to, is not what it was, or its key is gone. */
public final class UnreadableCardException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableCardException(String cardId, UnsealableException cause) {
        super("the secret of " + cardId + " cannot be opened: " + cause.getMessage(), cause);
    }
}
