package io.satang.webhook.event;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A delivery as merchants name it, {@code dlvr_test_5086xl7amxfysl0ac5l_0}: its event's id, and which of the event's endpoints it is for.
 *
 * @param slot which, from 0
 */
public record DeliveryNumber(String eventId, int slot) {
    private static final Pattern TEXT = Pattern.compile("dlvr(_(?:test_)?[a-z0-9]{1,64})_(\\d{1,3})");
    private static final String EVENT_PREFIX = "evnt";
    private static final String PREFIX = "dlvr";

    public DeliveryNumber {
        Objects.requireNonNull(eventId, "eventId");
    }

    /** The delivery of this name; empty when it is none. */
    public static Optional<DeliveryNumber> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new DeliveryNumber(EVENT_PREFIX + matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** As merchants write it. */
    @Override
    public String toString() {
        return PREFIX + eventId.substring(EVENT_PREFIX.length()) + "_" + slot;
    }
}
