package io.satang.source;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.platform.outbox.EventRecords;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.testing.TestAccounts;
import io.satang.testing.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The merchants that tests call the service as: the two of every test, and one per country. */
public final class Merchants {
    public static final String THAI_PUBLIC = TestAccounts.PUBLIC_KEY;
    public static final String THAI_SECRET = TestAccounts.SECRET_KEY;
    public static final String OTHER_PUBLIC = TestAccounts.OTHER_PUBLIC_KEY;
    public static final String OTHER_SECRET = TestAccounts.OTHER_SECRET_KEY;

    /** A Thai merchant that absorbs the interest of installments. */
    public static final String ABSORBING = "pkey_test_absorbing";

    public static final String SINGAPORE = "pkey_test_singapore";
    public static final String MALAYSIA = "pkey_test_malaysia";
    public static final String JAPAN = "pkey_test_japan";

    /** A Thai merchant in live mode. */
    public static final String LIVE = "pkey_live";

    /** Also on a machine that builds everything else at the same time. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static final AtomicBoolean PUBLISHED = new AtomicBoolean();

    private Merchants() {}

    /** Announces them all, once, and waits until the service knows them. */
    public static void ready() {
        Awaitility.setDefaultTimeout(LONG_ENOUGH);
        if (!PUBLISHED.getAndSet(true)) {
            publish();
        }
        await().untilAsserted(() ->
                assertThat(as(JAPAN).get("/capability").statusCode()).isEqualTo(200));
        await().untilAsserted(() ->
                assertThat(as(LIVE).get("/capability").statusCode()).isEqualTo(200));
        await().untilAsserted(() ->
                assertThat(as(OTHER_SECRET).get("/capability").statusCode()).isEqualTo(200));
    }

    /** A request that shows this key. */
    public static RequestSpecification as(String key) {
        return given().auth().preemptive().basic(key, "");
    }

    private static void publish() {
        String kafka = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        String pepper = ConfigProvider.getConfig().getValue("satang.keys.pepper", String.class);
        TestAccounts.publish(kafka, pepper);
        Topics.publish(List.of(
                announcement(ABSORBING, "TH", "THB", true, pepper),
                announcement(SINGAPORE, "SG", "SGD", false, pepper),
                announcement(MALAYSIA, "MY", "MYR", false, pepper),
                announcement(JAPAN, "JP", "JPY", false, pepper),
                live(pepper)));
    }

    private static ProducerRecord<String, String> announcement(
            String key, String country, String currency, boolean absorbs, String pepper) {
        String id = "account_test_" + key.substring("pkey_test_".length());
        return announcement(id, false, key, country, currency, absorbs, pepper);
    }

    private static ProducerRecord<String, String> live(String pepper) {
        return announcement("account_live", true, LIVE, "TH", "THB", false, pepper);
    }

    private static ProducerRecord<String, String> announcement(
            String id, boolean livemode, String key, String country, String currency, boolean absorbs, String pepper) {
        AccountChanged account = new AccountChanged(
                id,
                livemode,
                country,
                currency,
                "merchant@example.com",
                List.of(currency),
                absorbs,
                false,
                Optional.empty(),
                "2019-05-29",
                List.of(new AccountChanged.Key(TestAccounts.hash(key, pepper), KeyKind.PUBLIC, Optional.empty())),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
        EventEnvelope envelope =
                new EventEnvelope("announced-" + id, EventType.ACCOUNT_CHANGED, id, 1, id, livemode, Instant.EPOCH);
        return EventRecords.of(OutboxEvent.of(envelope, account));
    }
}
