package io.satang.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The two test accounts as the account-service would announce them, so that the tests of another service can authenticate without it. The
 * JSON is written by hand, as a contract: this module does not depend on {@code common-events}, whose tests may depend on this one.
 */
public final class TestAccounts {
    /** The account of {@link #PUBLIC_KEY} and {@link #SECRET_KEY}. */
    public static final String ACCOUNT = "account_test_5satang000000000001";

    public static final String PUBLIC_KEY = "pkey_test_satang";
    public static final String SECRET_KEY = "skey_test_satang";

    /** Another merchant, who must not see what the first one has. */
    public static final String OTHER_ACCOUNT = "account_test_5satang000000000002";

    public static final String OTHER_PUBLIC_KEY = "pkey_test_other";
    public static final String OTHER_SECRET_KEY = "skey_test_other";

    /** What the hashes of the keys are made with; tests configure {@code satang.keys.pepper} to it, as the profile {@code test} does. */
    public static final String PEPPER = "satang-local";

    private static final String TOPIC = "account.changed";
    private static final String TIME = "2026-01-01T00:00:00Z";

    private TestAccounts() {}

    /** Publishes both accounts, and makes the topic when it is not there. Version 1, without a webhook address. */
    public static void publish(String bootstrapServers) {
        publish(bootstrapServers, PEPPER);
    }

    /** As {@link #publish(String)}, with the hashes made with another pepper. */
    public static void publish(String bootstrapServers, String pepper) {
        createTopic(bootstrapServers);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (Producer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            send(producer, ACCOUNT, PUBLIC_KEY, SECRET_KEY, pepper);
            send(producer, OTHER_ACCOUNT, OTHER_PUBLIC_KEY, OTHER_SECRET_KEY, pepper);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot publish the test accounts", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing the test accounts", e);
        }
    }

    /** Lower-case hex HMAC-SHA256 of a key under the pepper: what services know of a key. */
    public static String hash(String key, String pepper) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pepper.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(key.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static void createTopic(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(TOPIC, 4, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot make the topic " + TOPIC, e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topic " + TOPIC, e);
        }
    }

    private static void send(
            Producer<String, String> producer, String account, String publicKey, String secretKey, String pepper)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, String> message = new ProducerRecord<>(
                TOPIC, account, payload(account, hash(publicKey, pepper), hash(secretKey, pepper)));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "evnt-" + account,
                        "ce_type",
                        TOPIC,
                        "ce_source",
                        "/satang/account",
                        "ce_subject",
                        account,
                        "ce_time",
                        TIME,
                        "ce_accountid",
                        account,
                        "ce_livemode",
                        "false",
                        "ce_aggregateversion",
                        "1",
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(new RecordHeader(name, value.getBytes(UTF_8))));
        producer.send(message).get();
    }

    private static String payload(String account, String publicKeyHash, String secretKeyHash) {
        return """
                {"account_id":"%s","livemode":false,"country":"TH","currency":"THB","email":"merchant@example.com",\
                "supported_currencies":["THB","JPY","USD","EUR","GBP","SGD","AUD","CHF","CNY","DKK","HKD","CAD","MYR","NOK","SEK","IDR","PHP","TWD"],\
                "zero_interest_installments":false,"webhook_uri":null,"api_version":"2019-05-29",\
                "keys":[{"hash":"%s","kind":"PUBLIC","expires_at":null},{"hash":"%s","kind":"SECRET","expires_at":null}],\
                "created_at":"%s"}""".formatted(account, publicKeyHash, secretKeyHash, TIME);
    }
}
