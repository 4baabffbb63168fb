package io.satang.webhook;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.events.EventType;
import io.satang.testing.Topics;
import io.satang.webhook.Merchant.Charge;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this service has put aside, at the port for management. */
@QuarkusTest
class DeadLettersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ROUTE = "/internal/dead-letters";
    private static final EventType TYPE = EventType.CHARGE_EXPIRED;

    @Test
    void anOperatorSeesWhatWasPutAsideAndHasItTakenAgain() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        ProducerRecord<String, String> unreadable =
                Merchant.message(merchant.envelope(TYPE, charge.id(), 1), charge.payload());
        Kafka.publish(new ProducerRecord<>(TYPE.topic(), null, charge.id(), "{", unreadable.headers()));
        await().atMost(PATIENCE).until(() -> letters(charge.id()).size() == 1);
        String letter = letters(charge.id()).getFirst().partition() + ":"
                + letters(charge.id()).getFirst().offset();

        operator().get(ROUTE).then().statusCode(200).body("data.topic", hasItem(TYPE.topic()));
        operator()
                .queryParam("topic", TYPE.topic())
                .get(ROUTE)
                .then()
                .statusCode(200)
                .body("data.key", hasItem(charge.id()))
                .body(
                        "data.find { it.key == '" + charge.id() + "' }.reason",
                        startsWith("payload is not a ChargeChanged"))
                .body("data.find { it.key == '" + charge.id() + "' }.redrivable", is(true));
        redrive(letter).then().statusCode(200).body("redriven", is(1)).body("kept", is(0));

        // Nothing has become of it that could be read, so the consumer puts it aside again.
        await().atMost(PATIENCE).until(() -> letters(charge.id()).size() == 2);
        redrive(letter).then().statusCode(404).body("code", is("not_found"));
    }

    @ParameterizedTest
    @CsvSource({
        "topic=charge.nothing, 404",
        "topic=account.changed, 404",
        "topic=charge.expired&after=x, 400",
        "topic=charge.expired&after=99999999999:1, 400",
        "after=0:1&tpoic=charge.expired, 400"
    })
    void whatMakesNoSenseIsRefused(String query, int status) {
        operator().get(ROUTE + "?" + query).then().statusCode(status);
    }

    @Test
    void itIsForOperatorsAndAtTheirPortOnly() {
        given().port(managementPort()).get(ROUTE).then().statusCode(401);
        given().header("Satang-Operator-Token", token()).get(ROUTE).then().statusCode(404);
        operator().post(ROUTE + "/redrive").then().statusCode(400);
    }

    private static Response redrive(String letter) {
        return operator()
                .formParam("topic", TYPE.topic())
                .formParam("letter", letter)
                .post(ROUTE + "/redrive");
    }

    private static List<ConsumerRecord<String, String>> letters(String key) {
        return Topics.of(TYPE.topic() + ".webhook-service.dead-letter", key);
    }

    private static RequestSpecification operator() {
        return given().port(managementPort()).header("Satang-Operator-Token", token());
    }

    private static int managementPort() {
        return CDI.current().select(HttpServer.class).get().getManagementPort();
    }

    private static String token() {
        return ConfigProvider.getConfig().getValue("satang.operator.token", String.class);
    }
}
