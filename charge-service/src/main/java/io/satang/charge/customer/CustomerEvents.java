package io.satang.charge.customer;

import io.satang.events.CardChanged;
import io.satang.events.CustomerChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What others are told of customers and cards (reference omise-api §15.1). */
@ApplicationScoped
class CustomerEvents {
    private final Ids ids;
    private final AccountDirectory accounts;

    CustomerEvents(Ids ids, AccountDirectory accounts) {
        this.ids = Objects.requireNonNull(ids, "ids");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
    }

    /**
     * When something happens, and by which request.
     *
     * @param now       when
     * @param requestId the request that causes it, if there is one
     */
    record Occasion(Instant now, Optional<String> requestId) {
        Occasion {
            Objects.requireNonNull(now, "now");
            Objects.requireNonNull(requestId, "requestId");
        }

        /** That of the present request. */
        static Occasion at(Instant now) {
            return new Occasion(now, RequestId.current());
        }
    }

    /** Of a customer as it is now, and as this is rendered. */
    OutboxEvent of(EventType type, Customer customer, String object, Occasion occasion) {
        EventEnvelope envelope = envelope(type, customer.id().value(), customer.version(), customer, occasion);
        return OutboxEvent.of(
                envelope, new CustomerChanged(customer.id().value(), accountVersion(customer), new RawJson(object)));
    }

    /** Of a customer's card. */
    OutboxEvent of(EventType type, Customer customer, CustomerCard card, RawJson object, Occasion occasion) {
        EventEnvelope envelope = envelope(type, card.id().value(), card.version(), customer, occasion);
        return OutboxEvent.of(
                envelope, new CardChanged(card.id().value(), customer.id().value(), accountVersion(customer), object));
    }

    private EventEnvelope envelope(
            EventType type, String aggregateId, long version, Customer customer, Occasion occasion) {
        return new EventEnvelope(
                ids.nextBody(),
                type,
                aggregateId,
                version,
                customer.accountId().value(),
                customer.livemode(),
                occasion.now(),
                occasion.requestId());
    }

    private long accountVersion(Customer customer) {
        return accounts.version(customer.accountId().value()).orElse(0);
    }
}
