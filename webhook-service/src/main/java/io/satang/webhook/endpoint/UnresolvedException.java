package io.satang.webhook.endpoint;

import java.net.UnknownHostException;

/** A host has no address, or nobody could be asked for it. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnresolvedException(UnknownHostException cause) {
        super(cause.getMessage(), cause);
    }
}
