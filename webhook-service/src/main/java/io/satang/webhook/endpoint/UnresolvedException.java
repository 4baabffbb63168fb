package io.satang.webhook.endpoint;

/** A host has no address. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String host, Throwable cause) {
        super(host + " has no address", cause);
    }
}
