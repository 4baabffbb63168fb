package io.satang.offers.redemption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.MalformedEventException;
import io.satang.events.RefundCreated;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.time.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What charges' events say of payments by card. The card is recognised by the fingerprint that its merchant sees, too. */
final class PaymentEvents {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Charges show whole seconds. A payment is taken to be at the end of its second, so that who has just joined is not left out. */
    private static final Duration REST_OF_A_SECOND = Duration.ofSeconds(1).minusNanos(1_000);

    private PaymentEvents() {}

    /** What this says of a payment by card; empty when it was none. */
    static Optional<PaymentNews> read(EventEnvelope envelope, ChargeChanged charge) throws MalformedEventException {
        if (charge.sourceId().isPresent()) {
            return Optional.empty();
        }
        JsonNode object = object(charge);
        Optional<String> fingerprint = text(object.path("card"), "fingerprint");
        if (fingerprint.isEmpty()) {
            return Optional.empty();
        }
        Currency currency = Currency.parse(charge.currency())
                .orElseThrow(
                        () -> new MalformedEventException("currency " + charge.currency() + " is not one of ours"));
        return Optional.of(new PaymentNews.Moved(
                charge.chargeId(),
                envelope.accountId(),
                fingerprint.get(),
                new Money(charge.amount(), currency),
                time(object, "created_at").plus(REST_OF_A_SECOND),
                progress(charge, object, currency),
                envelope.version()));
    }

    /** What this says of the payment. */
    static PaymentNews read(EventEnvelope envelope, RefundCreated refund) {
        return new PaymentNews.Refunded(
                refund.refundId(), refund.chargeId(), envelope.accountId(), refund.amount(), envelope.time());
    }

    private static Progress progress(ChargeChanged charge, JsonNode object, Currency currency)
            throws MalformedEventException {
        return switch (charge.status()) {
            case "pending" -> new Progress.Held();
            case "successful" -> taken(object, currency);
            case "failed", "expired", "reversed" -> new Progress.Gone();
            default -> throw new MalformedEventException("status " + charge.status() + " is not one of ours");
        };
    }

    private static Progress taken(JsonNode object, Currency currency) throws MalformedEventException {
        long captured = object.path("captured_amount").asLong();
        if (captured <= 0) {
            throw new MalformedEventException("captured_amount is " + captured);
        }
        return new Progress.Taken(new Money(captured, currency), time(object, "paid_at"));
    }

    private static JsonNode object(ChargeChanged charge) throws MalformedEventException {
        try {
            return MAPPER.readTree(charge.object().text());
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("the charge is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Instant time(JsonNode object, String name) throws MalformedEventException {
        return text(object, name)
                .flatMap(TimeFormat::parse)
                .orElseThrow(() -> new MalformedEventException(name + " is no time"));
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.of(object.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
