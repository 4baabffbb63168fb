package io.satang.console.visit;

/** A form that did not come from one of the visitor's own pages, or from one of a session that is over. */
public final class ForgedFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
