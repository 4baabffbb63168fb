package io.satang.platform.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Object ids as the Omise API shapes them: {@code prefix_test_} (or {@code prefix_} in live mode) and 19 base-36 characters (reference
 * omise-api §4). The first nine characters are the time in milliseconds, so that ids sort by creation and B-trees append; the last ten are
 * random (51 bits from a {@link SecureRandom}), so that an id cannot be guessed.
 */
public final class Ids {
    private static final int TIME_CHARS = 9;
    private static final int RANDOM_CHARS = 10;
    private static final int BASE = 36;

    private final Clock clock;
    private final RandomGenerator random;

    /** Ids that cannot be guessed; {@code clock} is where the time part comes from. */
    public Ids(Clock clock) {
        this(clock, new SecureRandom());
    }

    /** Ids whose random part comes from {@code random}, for a simulation that is to be repeated exactly. */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
    }

    /** A new id, for instance {@code chrg_test_0mhq3x1ab…} for {@code next("chrg", false)}. */
    public String next(String prefix, boolean livemode) {
        return prefix + (livemode ? "_" : "_test_") + nextBody();
    }

    /** The 19 characters alone; event ids in the outbox are such. */
    public String nextBody() {
        char[] body = new char[TIME_CHARS + RANDOM_CHARS];
        fill(body, 0, TIME_CHARS, clock.millis());
        fill(body, TIME_CHARS, RANDOM_CHARS, random.nextLong() >>> 1);
        return new String(body);
    }

    /** So many random bytes, as upper-case hex digits: for a link that is as good as a password. */
    public String secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return HexFormat.of().withUpperCase().formatHex(secret);
    }

    /** A text that sorts after every id of this kind that was made before this time, and before every one that is made then or later. */
    public static String firstOf(String prefix, boolean livemode, Instant time) {
        char[] timePart = new char[TIME_CHARS];
        fill(timePart, 0, TIME_CHARS, time.toEpochMilli());
        return prefix + (livemode ? "_" : "_test_") + new String(timePart);
    }

    /** What stands behind the last underscore. */
    public static String body(String id) {
        return id.substring(id.lastIndexOf('_') + 1);
    }

    /** When an id was made, by the clock of whoever made it; empty when the text is none of these ids. */
    public static Optional<Instant> createdAt(String id) {
        String body = body(id);
        if (body.length() != TIME_CHARS + RANDOM_CHARS || !body.chars().allMatch(Ids::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(body.substring(0, TIME_CHARS), BASE)));
    }

    private static boolean isDigit(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
    }

    private static void fill(char[] target, int from, int length, long value) {
        long rest = value;
        for (int i = from + length - 1; i >= from; i--) {
            target[i] = Character.forDigit((int) (rest % BASE), BASE);
            rest /= BASE;
        }
    }
}
