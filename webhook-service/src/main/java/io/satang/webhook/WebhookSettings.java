package io.satang.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this service delivers. */
@ConfigMapping(prefix = "satang.webhook")
interface WebhookSettings {
    /** Lets deliveries go to private addresses and over plain HTTP. For the local stack only. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** The webhook secret that test accounts are given instead of a random one, as base64. For the local stack only. */
    Optional<String> localSecret();

    /** What endpoints' secrets and headers are encrypted with; {@code SecretKeys} reads it and says what it has to be. */
    Optional<String> encryptionKeys();

    /** What webhooks leave the network through, as {@code host:port}; they leave it by themselves unless given. */
    Optional<String> proxy();

    /** How long a replica has a delivery to itself before another may repeat it. */
    @WithDefault("60s")
    Duration lease();

    /** How long an endpoint may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** For how long a replica that is told to end waits for the attempts that are under way. */
    @WithDefault("15s")
    Duration drain();

    /** How much of an answer's body is read. */
    @WithDefault("16384")
    int responseBytes();

    /** When failed attempts are repeated. */
    Retry retry();

    /** When endpoints are asked from time to time only, and no more. */
    Health health();

    /** How much one replica takes on. */
    Limits limits();

    /** See {@link io.satang.webhook.delivery.RetrySchedule}. */
    interface Retry {
        @WithDefault("28")
        int attempts();

        @WithDefault("5s")
        Duration firstPause();

        @WithDefault("12h")
        Duration longestPause();

        @WithDefault("2")
        double factor();

        @WithDefault("0.2")
        double spread();
    }

    /** See {@link io.satang.webhook.health.HealthRules}. */
    interface Health {
        @WithDefault("20")
        int failures();

        @WithDefault("5")
        int silentAttempts();

        @WithDefault("30s")
        Duration firstPause();

        @WithDefault("15m")
        Duration longestPause();

        @WithDefault("P5D")
        Duration disabledAfter();

        @WithDefault("50")
        int disabledAttempts();
    }

    /** See {@link io.satang.webhook.delivery.DispatchLimits}. */
    interface Limits {
        @WithDefault("1024")
        int inFlight();

        @WithDefault("64")
        int inFlightPerEndpoint();

        @WithDefault("128")
        int inFlightPerHost();

        @WithDefault("8192")
        int held();

        @WithDefault("67108864")
        long heldBytes();

        @WithDefault("512")
        int waitingPerEndpoint();

        @WithDefault("500")
        int claimed();

        @WithDefault("8")
        int share();
    }
}
