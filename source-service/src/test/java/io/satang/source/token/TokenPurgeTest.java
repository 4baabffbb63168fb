package io.satang.source.token;

import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.as;
import static io.satang.source.token.Tokenization.tokenize;
import static io.satang.source.token.Tokenization.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.id.Ids;
import io.satang.platform.outbox.EventRecords;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.TestAccounts;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a card goes as soon as nobody needs it. */
@ServiceTest
class TokenPurgeTest {
    private static final String VISA = "4242424242424242";
    private static final Duration OVER = TokenLife.OPEN.plus(TokenLife.GRACE).plusSeconds(1);

    @Inject
    Rows rows;

    @Inject
    TokenPurge purge;

    @Inject
    Clock clock;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void a_token_that_nobody_took_is_gone_altogether_half_an_hour_later() {
        String open = tokenize(THAI_PUBLIC, VISA).path("id");
        String expired = aged(tokenize(THAI_PUBLIC, VISA).path("id"), OVER);

        purgeNow();

        assertThat(secrets(open)).isOne();
        assertThat(secrets(expired)).isZero();
        as(THAI_PUBLIC).get("/tokens/" + open).then().statusCode(200);
        as(THAI_PUBLIC).get("/tokens/" + expired).then().statusCode(404);
    }

    @Test
    void the_number_stays_while_the_charge_may_need_it_and_goes_when_it_is_over() {
        String token = tokenize(THAI_PUBLIC, VISA).path("id");
        String charge = token.replace("tokn_", "chrg_");
        use(token, TestAccounts.ACCOUNT, charge).then().statusCode(200);
        token = aged(token, OVER);
        Topics.publish(List.of(charge(EventType.CHARGE_CREATED, charge, token, 1, "pending")));
        awaitStatus(token, "pending");

        purgeNow();
        assertThat(secrets(token)).isOne();

        Topics.publish(List.of(charge(EventType.CHARGE_COMPLETE, charge, token, 2, "successful")));
        awaitStatus(token, "successful");
        purgeNow();
        assertThat(secrets(token)).isZero();
        awaitStatus(token, "successful");
    }

    @Test
    void a_charge_that_never_ends_keeps_no_number_for_ever() {
        String token = tokenize(THAI_PUBLIC, VISA).path("id");
        use(token, TestAccounts.ACCOUNT, token.replace("tokn_", "chrg_")).then().statusCode(200);
        token = aged(token, TokenLife.MATERIAL.plusSeconds(1));

        purgeNow();

        assertThat(secrets(token)).isZero();
        as(THAI_PUBLIC).get("/tokens/" + token).then().statusCode(200);
    }

    @Test
    void news_of_a_charge_that_is_older_than_what_is_known_changes_nothing() {
        String token = tokenize(THAI_PUBLIC, VISA).path("id");
        String charge = token.replace("tokn_", "chrg_");

        Topics.publish(List.of(charge(EventType.CHARGE_COMPLETE, charge, token, 3, "failed")));
        awaitStatus(token, "failed");
        String after = tokenize(THAI_PUBLIC, VISA).path("id");
        // Of one topic and key, and so read in this order.
        Topics.publish(List.of(
                charge(EventType.CHARGE_COMPLETE, charge, token, 2, "successful"),
                charge(EventType.CHARGE_COMPLETE, charge, after, 4, "failed")));
        awaitStatus(after, "failed");
        awaitStatus(token, "failed");
    }

    private void purgeNow() {
        purge.purge().await().atMost(Duration.ofSeconds(20));
    }

    private static void awaitStatus(String token, String status) {
        await().untilAsserted(() ->
                as(THAI_PUBLIC).get("/tokens/" + token).then().statusCode(200).body("charge_status", equalTo(status)));
    }

    private long secrets(String token) {
        return rows.count("SELECT count(*) FROM token_secrets WHERE token_id = ?", token);
    }

    /** The same token, made so much earlier: the time is part of its id. */
    private String aged(String token, Duration age) {
        Instant then = clock.instant().minus(age);
        String older = Ids.firstOf("tokn", false, then) + token.substring(token.length() - 10);
        rows.update(
                "UPDATE tokens SET id = ?, created_at = created_at - ?::interval WHERE id = ?",
                older,
                age.toString(),
                token);
        rows.update("UPDATE token_secrets SET token_id = ? WHERE token_id = ?", older, token);
        return older;
    }

    private static ProducerRecord<String, String> charge(
            EventType type, String charge, String token, long version, String status) {
        return EventRecords.of(OutboxEvent.of(
                new EventEnvelope(
                        charge + "-" + version, type, charge, version, TestAccounts.ACCOUNT, false, Instant.EPOCH),
                new ChargeChanged(
                        charge,
                        Optional.empty(),
                        Optional.of(token),
                        status,
                        10_000,
                        "THB",
                        List.of(),
                        1,
                        new RawJson("{\"object\":\"charge\",\"id\":\"" + charge + "\"}"))));
    }
}
