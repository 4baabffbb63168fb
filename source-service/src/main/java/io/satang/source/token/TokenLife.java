package io.satang.source.token;

import java.time.Duration;

/** How long what belongs to a token is there. */
final class TokenLife {
    /** How long a token may be charged or kept. */
    static final Duration OPEN = Duration.ofMinutes(30);

    /** Clocks of replicas differ: nobody deletes what another may still take. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** How long at the most a provider may need the number for a charge that is not over: charges by card expire before. */
    static final Duration MATERIAL = Duration.ofDays(8);

    private TokenLife() {}
}
