package io.satang.source.create;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.Sizes;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.json.ApiJson;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.size.ObjectSize;
import io.satang.source.catalogue.ExpiryBounds;
import io.satang.source.catalogue.PaymentMethod;
import io.satang.source.catalogue.Refunds;
import java.util.Objects;
import java.util.Optional;

/**
 * A source that is about to be written, rendered once for everybody who will want to see it.
 *
 * @param type     payment method
 * @param amount   subunits
 * @param currency upper-case ISO 4217
 * @param object   the source as merchants see it
 * @param created  the event that tells of it; its payload is also what the row keeps
 */
record NewSource(String type, long amount, String currency, RawJson object, OutboxEvent created) {
    private static final long FIRST_VERSION = 1;

    NewSource {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(created, "created");
    }

    /**
     * Renders a draft.
     *
     * @param requestId the request that asks for it, if its traces are wanted
     * @throws io.satang.platform.error.ApiException {@code bad_request} when it would not fit into a charge
     */
    static NewSource of(SourceDraft draft, Merchant merchant, Ids ids, Optional<String> requestId) {
        String id = ids.next("src", merchant.livemode());
        String text = ApiJson.write(SourceView.of(id, merchant.livemode(), draft));
        RawJson object = new RawJson(ObjectSize.requireAtMost("source", text, Sizes.PART_BYTES_MAX));
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                EventType.SOURCE_CREATED,
                id,
                FIRST_VERSION,
                merchant.accountId(),
                merchant.livemode(),
                draft.createdAt(),
                requestId);
        return new NewSource(
                draft.method().type(),
                draft.amount(),
                draft.currency(),
                object,
                OutboxEvent.of(envelope, payload(id, draft, merchant, object)));
    }

    private static SourceCreated payload(String id, SourceDraft draft, Merchant merchant, RawJson object) {
        PaymentMethod method = draft.method();
        return new SourceCreated(
                id,
                merchant.accountId(),
                merchant.livemode(),
                method.type(),
                method.flow().wireName(),
                draft.amount(),
                draft.currency(),
                draft.pricing(),
                method.failureCodes(),
                method.chargeExpiry().toSeconds(),
                method.settableExpiry().isPresent(),
                method.settableExpiry().map(NewSource::seconds),
                method.refunds() != Refunds.NONE,
                method.refunds() == Refunds.PARTIAL,
                draft.expiresAt(),
                Optional.of(method.instructions().wireName()),
                object);
    }

    private static io.satang.events.ExpiryBounds seconds(ExpiryBounds bounds) {
        return new io.satang.events.ExpiryBounds(
                bounds.minimum().toSeconds(), bounds.maximum().toSeconds());
    }

    /** {@code src_…} */
    String id() {
        return created.envelope().aggregateId();
    }

    /** Whose it is. */
    String accountId() {
        return created.envelope().accountId();
    }

    /** How many bytes of memory the row and its event hold, at the most. */
    long bytes() {
        return 2 * created.bytes();
    }

    /** The JSON of {@link SourceCreated}. */
    String payload() {
        return created.payload();
    }
}
