package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.endpoint.Endpoint;
import java.time.Duration;
import java.util.Objects;

/** Where a delivery goes at the time of an attempt. */
public sealed interface Destination {

    /**
     * There.
     *
     * @param headers what is sent beside our own
     */
    record To(Endpoint endpoint, CustomHeaders headers) implements Destination {
        public To {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(headers, "headers");
        }

        /** There, with our own headers alone. */
        public To(Endpoint endpoint) {
            this(endpoint, CustomHeaders.NONE);
        }
    }

    /** Its account has no address at present, and may have one again. */
    record Nowhere() implements Destination {}

    /** Its endpoint is to be left alone for so long, and no attempt is counted. */
    record Later(Duration pause) implements Destination {
        public Later {
            Objects.requireNonNull(pause, "pause");
        }
    }

    /** Its endpoint is to be left alone until it is enabled again. */
    record Held() implements Destination {}

    /** Its endpoint is no more. */
    record Gone() implements Destination {}
}
