package io.satang.webhook.registry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Whether an endpoint is sent anything at present. What it is not sent waits, and is lost only with the event itself. */
public sealed interface EndpointState {
    /** For how long it has been so. */
    Instant since();

    /** As it is stored and shown. */
    String text();

    /** Why it is disabled; empty when it is not. */
    default Optional<String> reason() {
        return Optional.empty();
    }

    /** At which address it was disabled; empty when it is not. */
    default Optional<String> disabledUri() {
        return Optional.empty();
    }

    /** It is sent what happens. */
    record Enabled(Instant since) implements EndpointState {
        static final String TEXT = "enabled";

        public Enabled {
            Objects.requireNonNull(since, "since");
        }

        @Override
        public String text() {
            return TEXT;
        }
    }

    /** Its merchant wants it left alone for a while. */
    record Paused(Instant since) implements EndpointState {
        static final String TEXT = "paused";

        public Paused {
            Objects.requireNonNull(since, "since");
        }

        @Override
        public String text() {
            return TEXT;
        }
    }

    /**
     * It is left alone until its merchant enables it again, or gives it another address.
     *
     * @param uri the address that it had then
     */
    record Disabled(Instant since, String why, String uri) implements EndpointState {
        static final String TEXT = "disabled";

        public Disabled {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(uri, "uri");
        }

        @Override
        public Optional<String> disabledUri() {
            return Optional.of(uri);
        }

        @Override
        public String text() {
            return TEXT;
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /** As it was stored. */
    static EndpointState of(String text, Optional<String> reason, Optional<String> disabledUri, Instant since) {
        return switch (text) {
            case Enabled.TEXT -> new Enabled(since);
            case Paused.TEXT -> new Paused(since);
            case Disabled.TEXT -> new Disabled(since, reason.orElse(""), disabledUri.orElse(""));
            default -> throw new IllegalArgumentException(text + " is no state of an endpoint");
        };
    }
}
