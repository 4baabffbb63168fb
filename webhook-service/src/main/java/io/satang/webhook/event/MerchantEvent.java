package io.satang.webhook.event;

import io.satang.events.EventEnvelope;
import io.satang.events.RawJson;
import io.satang.platform.time.TimeFormat;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as a merchant sees it (reference omise-api §8.19).
 *
 * @param id        {@code evnt_test_…}
 * @param accountId whose event it is
 * @param livemode  live or test
 * @param key       what happened
 * @param objectId  the object that it happened to, such as a charge
 * @param version   the object's version after it happened, from 1 without a gap: an addition of ours, by which a merchant sees that an
 *                  event is missing or came late
 * @param data      the object as it was then
 * @param createdAt when it happened
 * @param requestId the request that caused it, if one did; for our traces, merchants do not see it
 * @param traceparent the trace that it came in with, if it did
 */
public record MerchantEvent(
        String id,
        String accountId,
        boolean livemode,
        EventKey key,
        String objectId,
        long version,
        RawJson data,
        Instant createdAt,
        Optional<String> requestId,
        Optional<Traceparent> traceparent) {

    private static final String PREFIX = "evnt";

    public MerchantEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(objectId, "objectId");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(traceparent, "traceparent");
    }

    /** What a merchant sees of a published event. Its id follows from the envelope's, so that a repeated message is the same event. */
    public static MerchantEvent of(
            EventEnvelope envelope, EventKey key, RawJson data, Optional<Traceparent> traceparent) {
        return new MerchantEvent(
                PREFIX + (envelope.livemode() ? "_" : "_test_") + envelope.id(),
                envelope.accountId(),
                envelope.livemode(),
                key,
                envelope.aggregateId(),
                envelope.version(),
                data,
                envelope.time(),
                envelope.requestId(),
                traceparent);
    }

    /** Where it is found; a path, as in every object. */
    public String location() {
        return "/events/" + id;
    }

    /**
     * The body of its webhooks. Every part is either the object's own JSON or free of characters that JSON would escape, so the text is put
     * together without building a tree: this is done for each webhook of each payment.
     */
    public String webhookBody() {
        return "{\"object\":\"event\",\"id\":\"" + id
                + "\",\"livemode\":" + livemode
                + ",\"location\":\"" + location()
                + "\",\"webhook_deliveries\":[],\"data\":" + data.text()
                + ",\"key\":\"" + key.text()
                + "\",\"created_at\":\"" + TimeFormat.iso(createdAt)
                + "\",\"version\":" + version
                + "}";
    }
}
