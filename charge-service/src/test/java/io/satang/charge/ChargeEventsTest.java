package io.satang.charge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.TestTopics.Event;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.SourceCreated;
import io.satang.platform.account.AccountDirectory;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What others are told of a charge: one event per version, in which the charge stands as a merchant would have read it then. */
@QuarkusTest
class ChargeEventsTest {
    @Inject
    TestSources sources;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Inject
    AccountDirectory accounts;

    @Test
    void aNewChargeIsTold() {
        SourceCreated source = sources.announced(SampleSources.points());
        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge(
                Merchant.form(source) + "&webhook_endpoints[]=https://shop.example/hook&description=words"));

        Event event = topics.awaitEvents(charge.getString("id"), 1).getFirst();

        EventEnvelope envelope = event.envelope();
        assertThat(envelope.type()).isEqualTo(EventType.CHARGE_CREATED);
        assertThat(envelope.aggregateId()).isEqualTo(charge.getString("id"));
        assertThat(envelope.version()).isEqualTo(1);
        assertThat(envelope.accountId()).isEqualTo(TestAccounts.ACCOUNT);
        assertThat(envelope.livemode()).isFalse();
        ChargeChanged payload = event.payload();
        assertThat(payload.chargeId()).isEqualTo(charge.getString("id"));
        assertThat(payload.sourceId()).isEqualTo(Optional.of(source.sourceId()));
        assertThat(payload.status()).isEqualTo("pending");
        assertThat(payload.amount()).isEqualTo(400_000);
        assertThat(payload.currency()).isEqualTo("THB");
        assertThat(payload.webhookEndpoints()).containsExactly("https://shop.example/hook");
        assertThat(payload.accountVersion())
                .isEqualTo(accounts.version(TestAccounts.ACCOUNT).orElseThrow());
        assertThat(object(event)).isEqualTo(withoutNow(charge));
    }

    @Test
    void aPaidChargeIsToldAsItIsReadAfterwards() {
        JsonPath charge = Merchant.SATANG.charged(sources.announced(SampleSources.installment()));
        String id = charge.getString("id");
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(URI.create(charge.getString("authorize_uri")).getPath())
                .then()
                .statusCode(303);

        List<Event> events = topics.awaitEvents(id, 2);

        assertThat(events)
                .extracting(event -> event.envelope().type())
                .containsExactly(EventType.CHARGE_CREATED, EventType.CHARGE_COMPLETE);
        assertThat(object(events.get(1))).isEqualTo(withoutNow(Merchant.SATANG.retrieve(id)));
        assertThat(events.get(1).payload().status()).isEqualTo("successful");
    }

    @Test
    void everyVersionOfAChargeHasItsEventAndEveryEventAnIdOfItsOwn() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
        IntStream.range(0, 5).forEach(i -> describe(id, i));
        Merchant.succeeded(Merchant.SATANG.command(id, "mark_as_failed"));
        describe(id, 6);

        List<Event> events = topics.awaitEvents(id, 8);
        rows.awaitPublished();

        assertThat(topics.events(id)).hasSize(8);
        assertThat(events)
                .extracting(event -> event.envelope().version())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(events).extracting(event -> event.envelope().id()).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(event -> ((Number) object(event).get("version")).longValue())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(rows.count("SELECT version FROM charges WHERE id = ?", id)).isEqualTo(8);
    }

    @Test
    void everyChargeInTheTableHasTheEventOfItsVersionOnATopic() {
        List<String> ids = IntStream.range(0, 10)
                .mapToObj(i -> Merchant.SATANG
                        .charged(sources.announced(SampleSources.points()))
                        .getString("id"))
                .toList();
        ids.subList(0, 5).forEach(id -> Merchant.succeeded(Merchant.SATANG.command(id, "mark_as_paid")));
        rows.awaitPublished();

        assertThat(ids).allSatisfy(id -> {
            List<Event> events = topics.events(id);
            assertThat(rows.text("SELECT status || ' ' || version FROM charges WHERE id = ?", id))
                    .isEqualTo(events.getLast().payload().status() + " " + events.size());
        });
    }

    private static void describe(String id, int i) {
        Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body("description=words " + i)
                .patch("/charges/" + id));
    }

    private static Map<String, Object> object(Event event) {
        return withoutNow(JsonPath.from(event.payload().object().text()));
    }

    /** Everything but the end of the empty list of refunds, which is the time of reading. */
    private static Map<String, Object> withoutNow(JsonPath charge) {
        Map<String, Object> fields = charge.getMap("$");
        fields.remove("refunds");
        return fields;
    }
}
