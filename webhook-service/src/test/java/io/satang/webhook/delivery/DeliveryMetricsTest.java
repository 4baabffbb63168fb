package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators learn of a delivery that is given up. */
class DeliveryMetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DeliveryMetrics metrics = new DeliveryMetrics(registry, any -> EndpointClass.UNSTEADY);
    private final Logger logger = Logger.getLogger(DeliveryMetrics.class.getName());
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void close() {
        logger.removeHandler(lines);
    }

    @Test
    void a_delivery_that_is_given_up_is_counted_and_logged_with_its_ids_and_without_its_path() {
        metrics.attempted(attempt(new Exhausted(18, NOW)));

        assertThat(registry.counter("satang.webhook.deliveries.given.up").count())
                .isEqualTo(1);
        assertThat(lines.texts)
                .containsExactly("delivery given up event=evnt_test_0000000000000000007 account=account_test_1"
                        + " host=shop.example attempts=18 outcome=rejected request=request-1");
    }

    @Test
    void one_that_will_be_repeated_is_neither() {
        metrics.attempted(attempt(new Due(1, 1, NOW)));

        assertThat(registry.find("satang.webhook.deliveries.given.up").counter())
                .isNull();
        assertThat(lines.texts).isEmpty();
    }

    @Test
    void attempts_are_counted_by_outcome_and_by_the_class_of_the_answer() {
        metrics.attempted(attempt(new Answered(503), new Due(1, 1, NOW)));
        metrics.attempted(attempt(new Answered(410), new Due(1, 1, NOW)));
        metrics.attempted(attempt(new Unanswered(Cause.TIMEOUT), new Due(1, 1, NOW)));

        assertThat(counted("rejected", "5xx")).isEqualTo(1);
        assertThat(counted("rejected", "4xx")).isEqualTo(1);
        assertThat(counted("timeout", "none")).isEqualTo(1);
    }

    private double counted(String outcome, String answer) {
        return registry.get("satang.webhook.attempts")
                .tags("outcome", outcome, "answer", answer, "endpoint", "unsteady")
                .counter()
                .count();
    }

    private static Attempt attempt(DeliveryState next) {
        return attempt(new Answered(500), next);
    }

    private static Attempt attempt(AttemptOutcome outcome, DeliveryState next) {
        Claimed claimed = Deliveries.claimed(7, "https://shop.example/hook?secret=1");
        return new Attempt("whdl_test_1", claimed, Sent.nothing(outcome), NOW, Duration.ofMillis(7), next, false);
    }

    private static final class Lines extends Handler {
        private final List<String> texts = new ArrayList<>();
        private final PatternFormatter message = new PatternFormatter("%s");

        @Override
        public void publish(LogRecord written) {
            texts.add(message.format(written));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
