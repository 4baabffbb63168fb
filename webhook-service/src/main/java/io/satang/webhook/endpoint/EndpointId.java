package io.satang.webhook.endpoint;

import io.satang.platform.id.IdShape;
import io.satang.platform.id.Ids;
import java.util.Optional;

/**
 * Names a merchant's webhook endpoint.
 *
 * @param value as it is written everywhere, for instance {@code whep_test_5satang000000000001}
 */
public record EndpointId(String value) {
    private static final String PREFIX = "whep";
    private static final IdShape SHAPE = new IdShape(PREFIX);

    /** @throws IllegalArgumentException when the text has another shape */
    public EndpointId {
        if (!SHAPE.fits(value)) {
            throw new IllegalArgumentException("no id of a webhook endpoint");
        }
    }

    /** A new one. */
    public static EndpointId next(Ids ids, boolean livemode) {
        return new EndpointId(ids.next(PREFIX, livemode));
    }

    /** The endpoint that every account has from the start, whose address is the account's {@code webhook_uri}. */
    public static EndpointId ofAccount(String accountId) {
        return new EndpointId(PREFIX + accountId.substring(accountId.indexOf('_')));
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<EndpointId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new EndpointId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
