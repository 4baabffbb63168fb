package io.satang.webhook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.events.CardChanged;
import io.satang.events.CardOfferChanged;
import io.satang.events.ChargeChanged;
import io.satang.events.CustomerChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventPayload;
import io.satang.events.MalformedEventException;
import io.satang.events.OfferMoved;
import io.satang.events.RawJson;
import io.satang.events.RedemptionChanged;
import io.satang.events.RefundCreated;
import io.satang.events.Sizes;
import io.satang.platform.batching.Pace;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.consumer.DeadLetters;
import io.satang.platform.consumer.EventConsumption;
import io.satang.platform.consumer.NotYetException;
import io.satang.platform.kafka.EventConsumer;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.event.Traceparent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes the events of charges, refunds, customers, cards and offers. */
@ApplicationScoped
public class ChargeListener {
    // Becomes part of an id and of a JSON text.
    private static final Pattern EVENT_ID = Pattern.compile("[0-9a-z]{1,64}");

    // A batch finds room in memory, of which one endpoint has satang.webhook.limits.waiting-per-endpoint.
    private static final IntakeQueue.Limits LIMITS = new IntakeQueue.Limits(250, Sizes.BATCH_BYTES_MAX);

    // A webhook waits for as long at the most; what comes meanwhile goes together.
    private static final Pace PACE = new Pace(7, Duration.ofMillis(10));

    private final EventIntake intake;
    private final AccountEndpoints accounts;
    private final AccountVersionGate accountVersions;
    private final EventConsumption<InboundEvent> consumption;
    private final IntakeQueue<Message<ConsumerRecords<byte[], byte[]>>> queue;

    /** A listener that hands the events to {@code intake}. */
    public ChargeListener(
            EventIntake intake, AccountEndpoints accounts, DeadLetters deadLetters, ConsumerRetry retry, Clock clock) {
        this.intake = Objects.requireNonNull(intake, "intake");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.accountVersions = new AccountVersionGate(accounts, clock);
        this.consumption = new EventConsumption<>(
                EventConsumer.WEBHOOK_SERVICE, ChargeListener::inboundEvent, this::accept, deadLetters, retry);
        this.queue = new IntakeQueue<>(
                LIMITS, polled -> polled.getPayload().count(), polled -> bytes(polled.getPayload()), this::takePolled);
    }

    /** Completes when there is room for what is polled next. The batch is acknowledged once {@link #take} has completed. */
    @Incoming("payments")
    @Incoming("others")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public Uni<Void> on(Message<ConsumerRecords<byte[], byte[]>> polled) {
        return queue.add(polled);
    }

    /** Completes when every message of the batch is committed as an event, or stands on its dead-letter topic. */
    public Uni<Void> take(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
        return consumption.take(messages);
    }

    private Uni<Void> takePolled(List<Message<ConsumerRecords<byte[], byte[]>>> batch) {
        List<ConsumerRecord<byte[], byte[]>> messages = batch.stream()
                .flatMap(polled -> StreamSupport.stream(polled.getPayload().spliterator(), false))
                .toList();
        return PACE.keep(consumption
                .take(messages)
                .onItemOrFailure()
                .transformToUni((done, failure) -> acknowledge(batch, Optional.ofNullable(failure))));
    }

    private static Uni<Void> acknowledge(
            List<Message<ConsumerRecords<byte[], byte[]>>> batch, Optional<Throwable> failure) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(polled -> Uni.createFrom()
                        .completionStage(failure.map(polled::nack).orElseGet(polled::ack)))
                .collect()
                .last();
    }

    private static long bytes(ConsumerRecords<byte[], byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .mapToLong(each -> Math.max(0, each.serializedKeySize()) + Math.max(0, each.serializedValueSize()))
                .sum();
    }

    // Before the accounts are known, as whoever made the events knew them, nobody could say where these go.
    private Uni<Void> accept(List<InboundEvent> inboundEvents) {
        if (!accounts.complete()) {
            return Uni.createFrom().failure(new NotYetException("the accounts are not known yet"));
        }
        accountVersions.require(inboundEvents);
        return intake.accept(inboundEvents);
    }

    private static Optional<InboundEvent> inboundEvent(ConsumerRecord<byte[], byte[]> message)
            throws MalformedEventException {
        EventEnvelope envelope = EventEnvelope.from(message);
        Optional<EventKey> key = EventKey.of(envelope.type());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Payload payload = payload(message, key.get());
        if (!EVENT_ID.matcher(envelope.id()).matches()) {
            throw new MalformedEventException("ce_id is not an event id");
        }
        if (!payload.object().text().startsWith("{")) {
            throw new MalformedEventException("object is not a JSON object");
        }
        return Optional.of(new InboundEvent(
                MerchantEvent.of(envelope, key.get(), payload.object(), trace(message)),
                payload.endpoints(),
                payload.accountVersion()));
    }

    // What is no trace is left out: an event is worth more than its trace.
    private static Optional<Traceparent> trace(ConsumerRecord<byte[], byte[]> message) {
        return Optional.ofNullable(message.headers().lastHeader(Traceparent.HEADER))
                .map(Header::value)
                .map(value -> new String(value, UTF_8))
                .flatMap(Traceparent::parse);
    }

    /** What all events say that merchants see. */
    private record Payload(RawJson object, List<String> endpoints, long accountVersion) {}

    private static Payload payload(ConsumerRecord<byte[], byte[]> message, EventKey key)
            throws MalformedEventException {
        return switch (key) {
            case CHARGE_CREATE, CHARGE_UPDATE, CHARGE_COMPLETE, CHARGE_EXPIRE, CHARGE_CAPTURE, CHARGE_REVERSE -> {
                ChargeChanged charge = EventPayload.read(message, ChargeChanged.class);
                yield new Payload(charge.object(), charge.webhookEndpoints(), charge.accountVersion());
            }
            case REFUND_CREATE -> {
                RefundCreated refund = EventPayload.read(message, RefundCreated.class);
                yield new Payload(refund.object(), refund.webhookEndpoints(), refund.accountVersion());
            }
            case CUSTOMER_CREATE, CUSTOMER_UPDATE, CUSTOMER_DESTROY -> {
                CustomerChanged customer = EventPayload.read(message, CustomerChanged.class);
                yield new Payload(customer.object(), List.of(), customer.accountVersion());
            }
            case CARD_UPDATE, CARD_DESTROY -> {
                CardChanged card = EventPayload.read(message, CardChanged.class);
                yield new Payload(card.object(), List.of(), card.accountVersion());
            }
            case OFFER_REDEEMED, OFFER_RELEASED, OFFER_CLAWED_BACK -> {
                RedemptionChanged redemption = EventPayload.read(message, RedemptionChanged.class);
                yield new Payload(redemption.object(), List.of(), redemption.accountVersion());
            }
            case CARD_LINKED, CARD_UNLINKED -> {
                CardOfferChanged link = EventPayload.read(message, CardOfferChanged.class);
                yield new Payload(link.object(), List.of(), link.accountVersion());
            }
            case OFFER_LIVE, OFFER_EXPIRED, OFFER_BUDGET_EXHAUSTED -> {
                OfferMoved offer = EventPayload.read(message, OfferMoved.class);
                yield new Payload(offer.object(), List.of(), offer.accountVersion());
            }
            case WEBHOOK_PING, WEBHOOK_ENDPOINT_DISABLED, WEBHOOK_FAILING, WEBHOOK_RECOVERED ->
                throw new MalformedEventException(key.text() + " is on no topic");
        };
    }
}
