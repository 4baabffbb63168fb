package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.endpoint.Endpoint;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Where a delivery goes at the time of an attempt. */
public sealed interface Destination {

    /**
     * There.
     *
     * @param headers   what is sent beside our own
     * @param perSecond how many deliveries the endpoint takes in a second; empty when it does not say
     * @param retries   how failed attempts are repeated there; empty for as usual
     * @param keyed     whether it wants webhooks signed with its Ed25519 keys, too
     * @param ordered   whether it gets what happens to one object one after the other
     * @param certificate what it is shown when it asks who delivers
     */
    record To(
            Endpoint endpoint,
            CustomHeaders headers,
            OptionalInt perSecond,
            Optional<RetryPolicy> retries,
            boolean keyed,
            boolean ordered,
            Optional<ClientCertificate> certificate)
            implements Destination {
        public To {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(headers, "headers");
            Objects.requireNonNull(perSecond, "perSecond");
            Objects.requireNonNull(retries, "retries");
            Objects.requireNonNull(certificate, "certificate");
        }

        /** There, as usual. */
        public To(Endpoint endpoint) {
            this(endpoint, CustomHeaders.NONE, OptionalInt.empty(), Optional.empty(), false, false, Optional.empty());
        }
    }

    /** Its account has no address at present, and may have one again. */
    record Nowhere() implements Destination {}

    /** Its endpoint is to be left alone for so long, and no attempt is counted. */
    record Later(Duration pause) implements Destination {
        public Later {
            Objects.requireNonNull(pause, "pause");
        }

        /** For so long and up to half as long again, so that an endpoint that could not keep up is not asked for everything at once. */
        static Later about(Duration pause, RandomGenerator random) {
            return new Later(pause.plusMillis((long) (pause.toMillis() / 2.0 * random.nextDouble())));
        }
    }

    /**
     * Something that happened to its object before has not come to its end at this endpoint yet.
     *
     * @param ahead what it waits for
     */
    record Behind(Ahead ahead) implements Destination {
        public Behind {
            Objects.requireNonNull(ahead, "ahead");
        }
    }

    /** Its endpoint is to be left alone until it is enabled again. */
    record Held() implements Destination {}

    /**
     * Its endpoint only fails, and is asked from time to time with another.
     *
     * @param retries how failed attempts are repeated there; empty for as usual
     */
    record Failing(Optional<RetryPolicy> retries) implements Destination {
        public Failing {
            Objects.requireNonNull(retries, "retries");
        }
    }

    /** Its host does not answer, and is asked from time to time with another. */
    record Silent(SilentHost host) implements Destination {
        public Silent {
            Objects.requireNonNull(host, "host");
        }
    }

    /** Its endpoint is no more. */
    record Gone() implements Destination {}
}
