package io.satang.webhook.delivery;

import java.time.Instant;
import java.util.Objects;

/** Where a delivery stands. {@code attempts} counts the attempts whose outcome is known. */
public sealed interface DeliveryState {
    /** How many attempts have been made. */
    int attempts();

    /** Whether there is nothing more to be done. */
    default boolean isOver() {
        return switch (this) {
            case Due unused -> false;
            case InFlight unused -> false;
            case Delivered unused -> true;
            case Exhausted unused -> true;
        };
    }

    /**
     * Nobody works on it.
     *
     * @param claims how many leases there have been
     * @param at     when the next attempt is to be made
     */
    record Due(int attempts, int claims, Instant at) implements DeliveryState {
        public Due {
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A replica works on it, alone until the lease ends.
     *
     * @param claim which lease this is, from 1; a result counts only under the last one
     * @param until when the lease ends and another replica may claim it
     */
    record InFlight(int attempts, int claim, Instant until) implements DeliveryState {
        public InFlight {
            Objects.requireNonNull(until, "until");
        }
    }

    /** The endpoint has taken it. */
    record Delivered(int attempts, Instant at) implements DeliveryState {
        public Delivered {
            Objects.requireNonNull(at, "at");
        }
    }

    /** The last attempt that the schedule allows has failed. */
    record Exhausted(int attempts, Instant at) implements DeliveryState {
        public Exhausted {
            Objects.requireNonNull(at, "at");
        }
    }
}
