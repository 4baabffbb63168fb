package io.satang.webhook.delivery;

import java.time.Duration;
import java.util.Objects;

/** A lease that is given back before an attempt. */
public record Postponement(Claimed claimed, Until until) {

    public Postponement {
        Objects.requireNonNull(claimed, "claimed");
        Objects.requireNonNull(until, "until");
    }

    /** When the delivery may be claimed again. */
    public sealed interface Until {
        /** After so much time. */
        record Later(Duration pause) implements Until {
            public Later {
                Objects.requireNonNull(pause, "pause");
            }
        }

        /** Once what is before it has come to its end. */
        record Turn(Ahead ahead) implements Until {
            public Turn {
                Objects.requireNonNull(ahead, "ahead");
            }
        }

        /** Once its endpoint is enabled again. */
        record Enabled() implements Until {}

        /**
         * Once its endpoint does not only fail; given up if that takes too long.
         *
         * @param patience for how long it is waited, from the first time that it has to
         */
        record Well(Duration patience) implements Until {
            public Well {
                Objects.requireNonNull(patience, "patience");
            }
        }

        /**
         * Once its host answers; given up if that takes too long.
         *
         * @param patience for how long it is waited, from the first time that it has to
         */
        record Heard(SilentHost host, Duration patience) implements Until {
            public Heard {
                Objects.requireNonNull(host, "host");
                Objects.requireNonNull(patience, "patience");
            }
        }

        /** Never: it is taken back, if its endpoint is no more. */
        record Never() implements Until {}
    }
}
