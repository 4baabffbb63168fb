package io.satang.webhook;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.RefundCreated;
import io.satang.platform.id.Ids;
import io.satang.testing.TestAccounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An account of its own for each test, announced as the account-service would, and its charges, as the charge-service would. */
record Merchant(String accountId, String publicKey, String secretKey) {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Ids IDS = new Ids(CLOCK);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** An account without an endpoint of its own. */
    static Merchant open() {
        return open(Optional.empty());
    }

    /** An account whose every event goes to this endpoint. */
    static Merchant open(String webhookUri) {
        return open(Optional.of(webhookUri));
    }

    private static Merchant open(Optional<String> webhookUri) {
        Merchant merchant = new Merchant(IDS.next("account", false), IDS.next("pkey", false), IDS.next("skey", false));
        merchant.announce(1, webhookUri);
        await().atMost(PATIENCE).until(() -> merchant.request().get("/events").statusCode() == 200);
        return merchant;
    }

    /** The account is this from now on. */
    void announce(long version, Optional<String> webhookUri) {
        AccountChanged account = new AccountChanged(
                accountId,
                false,
                "TH",
                "THB",
                "owner@merchant.example",
                List.of("THB"),
                false,
                false,
                webhookUri,
                "2019-05-29",
                List.of(key(publicKey, KeyKind.PUBLIC), key(secretKey, KeyKind.SECRET)),
                CLOCK.instant(),
                Optional.empty(),
                Optional.empty());
        publish(envelope(EventType.ACCOUNT_CHANGED, accountId, version), EventJson.write(account));
    }

    /** Has the account's own endpoint asked again after these pauses, in seconds. */
    void repeatAfter(List<Integer> pauses) {
        request()
                .contentType("application/json")
                .body(Map.of("retries", Map.of("schedule", pauses)))
                .patch("/webhook_endpoints/whep" + accountId.substring("account".length()))
                .then()
                .statusCode(200);
    }

    /** A request with the secret key. */
    RequestSpecification request() {
        return given().auth().preemptive().basic(secretKey, "");
    }

    /** A charge of this account. */
    Charge charge(String... webhookEndpoints) {
        return new Charge(IDS.next("chrg", false), List.of(webhookEndpoints));
    }

    /** Publishes that so many charges were paid, as fast as Kafka takes it; answers the ids of the events that merchants see. */
    List<String> completeCharges(int count) {
        List<EventEnvelope> envelopes = Stream.generate(this::charge)
                .limit(count)
                .map(charge -> envelope(EventType.CHARGE_COMPLETE, charge.id(), 2))
                .toList();
        Kafka.publishAll(envelopes.stream()
                .map(envelope -> message(envelope, new Charge(envelope.aggregateId(), List.of()).payload()))
                .toList());
        return envelopes.stream().map(envelope -> "evnt_test_" + envelope.id()).toList();
    }

    /** Something has happened to an object of this account, now. */
    EventEnvelope envelope(EventType type, String aggregateId, long version) {
        return new EventEnvelope(IDS.nextBody(), type, aggregateId, version, accountId, false, CLOCK.instant());
    }

    /** Publishes what another service would. */
    static void publish(EventEnvelope envelope, String payload) {
        Kafka.publish(message(envelope, payload));
    }

    /** The same, not published yet. */
    static ProducerRecord<String, String> message(EventEnvelope envelope, String payload) {
        return new ProducerRecord<>(
                envelope.type().topic(), null, null, envelope.aggregateId(), payload, envelope.headers());
    }

    private static AccountChanged.Key key(String key, KeyKind kind) {
        return new AccountChanged.Key(TestAccounts.hash(key, TestAccounts.PEPPER), kind, Optional.empty());
    }

    /** A charge that things happen to. */
    final class Charge {
        private final String id;
        private final List<String> webhookEndpoints;

        private Charge(String id, List<String> webhookEndpoints) {
            this.id = id;
            this.webhookEndpoints = webhookEndpoints;
        }

        String id() {
            return id;
        }

        /** Publishes that it was made; answers the id of the event that merchants see. */
        String created() {
            return happened(envelope(EventType.CHARGE_CREATED, id, 1));
        }

        /** Publishes that it was paid. */
        String completed() {
            return happened(envelope(EventType.CHARGE_COMPLETE, id, 2));
        }

        /** Publishes that a refund of it has been given, as this object. */
        String refunded(String refundId, RawJson refund) {
            EventEnvelope envelope = envelope(EventType.REFUND_CREATED, refundId, 1);
            publish(
                    envelope,
                    EventJson.write(
                            new RefundCreated(refundId, id, 150_000, "THB", false, webhookEndpoints, 1, refund)));
            return "evnt_test_" + envelope.id();
        }

        /** Publishes this, under whatever id it has. */
        String happened(EventEnvelope envelope) {
            publish(envelope, payload());
            return "evnt_test_" + envelope.id();
        }

        /** Publishes that it was paid, by a charge-service that knew this version of the account. */
        String completed(long accountVersion) {
            EventEnvelope envelope = envelope(EventType.CHARGE_COMPLETE, id, 2);
            publish(envelope, payload(accountVersion));
            return "evnt_test_" + envelope.id();
        }

        String payload() {
            return payload(1);
        }

        private String payload(long accountVersion) {
            return EventJson.write(new ChargeChanged(
                    id, Optional.empty(), "pending", 400_000, "THB", webhookEndpoints, accountVersion, object()));
        }

        RawJson object() {
            return new RawJson(
                    "{\"object\":\"charge\",\"id\":\"%s\",\"amount\":400000,\"description\":\"ข้าว\"}".formatted(id));
        }
    }

    /** The time to compare created_at with. */
    static Instant now() {
        return CLOCK.instant();
    }
}
