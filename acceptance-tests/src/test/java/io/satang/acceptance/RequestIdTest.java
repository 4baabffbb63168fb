package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One id for a request, wherever it leaves a trace. */
@ExtendWith(RunningPlatform.class)
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";

    private final Platform platform;
    private final Shop shop;

    RequestIdTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @Test
    void the_callers_id_is_in_the_answer_the_log_the_event_and_what_is_delivered() {
        String id = "trace-" + UUID.randomUUID();

        Reply reply = charge(id);

        String charge = reply.ok("id");
        assertThat(reply.header(HEADER)).isEqualTo(id);
        await().untilAsserted(() -> {
            assertThat(logged(id))
                    .as("lines of the charge-service")
                    .anyMatch(line -> line.contains("charge=" + charge));
            assertThat(platform.topics().events(EventType.CHARGE_CREATED.topic()))
                    .filteredOn(event -> event.aggregateId().equals(charge))
                    .extracting(EventEnvelope::requestId)
                    .singleElement()
                    .satisfies(request -> assertThat(request).hasValue(id));
            assertThat(platform.databases().requestsToldOf(charge)).containsExactly(id);
        });
    }

    @Test
    void a_request_without_an_id_is_given_one() {
        String id = shop.secret().get("/charges").header(HEADER);

        assertThat(id).isNotBlank();
        assertThat(shop.secret().get("/charges").header(HEADER)).isNotEqualTo(id);
    }

    @Test
    void an_id_that_could_forge_a_line_of_the_log_is_replaced() {
        assertThat(charge("two words").header(HEADER)).isNotBlank().doesNotContain(" ");
    }

    private Reply charge(String requestId) {
        String body = "amount=50000&currency=THB&source[type]=promptpay";
        return shop.secret()
                .send(
                        "POST",
                        "/charges",
                        request -> request.header(HEADER, requestId)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body)));
    }

    private List<String> logged(String requestId) {
        return platform.services().stream()
                .filter(name -> name.startsWith("charge-service"))
                .map(platform::log)
                .flatMap(RequestIdTest::lines)
                .filter(line -> line.contains(requestId))
                .toList();
    }

    private static Stream<String> lines(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
