package io.satang.webhook.endpoint;

/** No name server could say whether a host has an address: which may be its owner's fault, or ours. */
public final class NameServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NameServerException(String host) {
        super("no name server answers for " + host + " in time");
    }

    NameServerException(String host, Throwable cause) {
        super("no name server answers for " + host, cause);
    }
}
