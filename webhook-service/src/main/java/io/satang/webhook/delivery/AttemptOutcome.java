package io.satang.webhook.delivery;

import java.util.Objects;
import java.util.Optional;

/** How one attempt ended. */
public sealed interface AttemptOutcome {
    /** What the merchant is shown as the answer's status; 0 when there was no answer. */
    int status();

    /** Whether the endpoint has taken the event. */
    boolean success();

    /** Why it failed, for the merchant to read; empty when it succeeded. */
    Optional<String> error();

    /** A short name for metrics. */
    String label();

    /** The endpoint answered; 2xx is success, everything else is not, redirects included. */
    record Answered(int status) implements AttemptOutcome {
        private static final int SUCCESS = 200;
        private static final int REDIRECTION = 300;

        @Override
        public boolean success() {
            return status >= SUCCESS && status < REDIRECTION;
        }

        @Override
        public Optional<String> error() {
            return success() ? Optional.empty() : Optional.of("endpoint answered " + status);
        }

        @Override
        public String label() {
            return success() ? "delivered" : "rejected";
        }
    }

    /** There was no answer. */
    record Unanswered(Cause cause) implements AttemptOutcome {
        public Unanswered {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public boolean success() {
            return false;
        }

        @Override
        public Optional<String> error() {
            return Optional.of(cause.text);
        }

        @Override
        public String label() {
            return cause.label;
        }
    }

    /** Why there was no answer. The texts tell a merchant enough and a port scanner nothing. */
    enum Cause {
        /** It took longer than an attempt may. */
        TIMEOUT("timeout", "endpoint did not answer in time"),
        /** No connection, or it broke. */
        CONNECTION("unreachable", "connection to endpoint failed"),
        /** The certificate is not valid for the host, or TLS failed otherwise. */
        TLS("untrusted", "TLS handshake with endpoint failed"),
        /** The host has no address. */
        NAME("unresolved", "endpoint's host was not found"),
        /** The endpoint may not be asked at all. */
        FORBIDDEN("forbidden", "endpoint must be HTTPS on a public address"),
        /** The account has no endpoint any more. It is waited for a new one for as long as for an answer. */
        WITHDRAWN("withdrawn", "account has no webhook endpoint now");

        private final String label;
        private final String text;

        Cause(String label, String text) {
            this.label = label;
            this.text = text;
        }
    }
}
