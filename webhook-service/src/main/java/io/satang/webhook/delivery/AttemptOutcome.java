package io.satang.webhook.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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

    /** For how long the endpoint wishes to be left alone, if it has said so. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** How the answer's body began, for the merchant to read. */
    default Optional<String> answer() {
        return Optional.empty();
    }

    /** Whether the endpoint, and not only this event, is to be left alone for a while. */
    default boolean throttles() {
        return false;
    }

    /** Whether the endpoint says that it is gone for good: nothing is to be sent there again. */
    default boolean gone() {
        return false;
    }

    /** The endpoint answered; 2xx is success, everything else is not, redirects included. */
    record Answered(int status, Optional<Duration> retryAfter, Optional<String> answer) implements AttemptOutcome {
        /** The endpoint was asked too often. */
        public static final int TOO_MANY_REQUESTS = 429;

        private static final int STATUS_MIN = 100;
        private static final int STATUS_MAX = 599;
        private static final int SUCCESS = 200;
        private static final int REDIRECTION = 300;
        private static final int GONE = 410;
        private static final Set<Integer> THROTTLES = Set.of(TOO_MANY_REQUESTS, 502, 504);

        public Answered {
            Objects.requireNonNull(retryAfter, "retryAfter");
            Objects.requireNonNull(answer, "answer");
            if (!isStatus(status)) {
                throw new IllegalArgumentException(status + " is no status of HTTP");
            }
        }

        /** Whether HTTP has such a status; receivers may send any number. */
        static boolean isStatus(int status) {
            return status >= STATUS_MIN && status <= STATUS_MAX;
        }

        /** An answer that said nothing else. */
        public Answered(int status) {
            this(status, Optional.empty(), Optional.empty());
        }

        @Override
        public boolean throttles() {
            return THROTTLES.contains(status);
        }

        @Override
        public boolean gone() {
            return status == GONE;
        }

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
        /** There was one, with a status that HTTP does not have. */
        STATUS("misunderstood", "endpoint answered with a status that HTTP does not have"),
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
