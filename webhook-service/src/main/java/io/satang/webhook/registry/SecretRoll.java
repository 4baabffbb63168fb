package io.satang.webhook.registry;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A secret that an endpoint gets in place of the one that it has.
 *
 * @param base64  the secret, never in a log
 * @param overlap for how long those before go on to sign beside it
 */
record SecretRoll(String base64, Duration overlap) {
    private static final Duration OVERLAP_USUAL = Duration.ofHours(24);
    private static final Duration OVERLAP_MAX = Duration.ofDays(7);
    private static final int BYTES_MIN = 24;
    private static final int BYTES_MAX = 64;
    private static final String PREFIX = "whsec_";

    SecretRoll {
        Objects.requireNonNull(base64, "base64");
        Objects.requireNonNull(overlap, "overlap");
    }

    /**
     * What a request asks for: {@code secret}, or a random one, and {@code overlap} in seconds.
     *
     * @throws ApiException {@code bad_request} for a secret that is none or too short, and for an overlap that is too long
     */
    static SecretRoll from(Params params, Supplier<String> random) {
        String secret = params.text("secret").map(SecretRoll::checked).orElseGet(random);
        long seconds = params.integer("overlap").orElse(OVERLAP_USUAL.toSeconds());
        if (seconds < 0 || seconds > OVERLAP_MAX.toSeconds()) {
            throw ApiException.badRequest("overlap must be between 0 and " + OVERLAP_MAX.toSeconds() + " seconds");
        }
        return new SecretRoll(secret, Duration.ofSeconds(seconds));
    }

    /** As the merchant is shown it, once. */
    String shown() {
        return PREFIX + base64;
    }

    @Override
    public String toString() {
        return "SecretRoll[overlap=" + overlap + "]";
    }

    private static String checked(String text) {
        String base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return Optional.of(base64)
                .filter(SecretRoll::isSecret)
                .orElseThrow(() -> ApiException.badRequest(
                        "secret must be base64 of " + BYTES_MIN + " to " + BYTES_MAX + " bytes"));
    }

    private static boolean isSecret(String base64) {
        try {
            int bytes = Base64.getDecoder().decode(base64).length;
            return bytes >= BYTES_MIN && bytes <= BYTES_MAX;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
