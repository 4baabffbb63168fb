package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every query of every dashboard, asked of a real Prometheus while payments, cards and webhooks run, where Prometheus is installed. */
@ExtendWith(RunningPlatform.class)
class DashboardTest {
    private static final Path DASHBOARDS = Path.of("../deploy/grafana/dashboards");
    private static final int PAYMENTS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A query of a panel. */
    private record Question(String dashboard, String panel, String query) {}

    @Test
    void no_query_returns_nothing_under_load(Platform platform, @TempDir Path folder) throws Exception {
        Optional<Path> program = Prometheus.program();
        assumeTrue(program.isPresent(), "prometheus is not installed; queries are only compared with our metrics");
        Shop shop = new Shop(platform.api());
        try (Prometheus prometheus = Prometheus.start(program.get(), folder, platform.metrics());
                Inbox inbox = Inbox.open();
                Traffic payers = new Traffic(new Payer(shop, "dashboards-" + UUID.randomUUID()));
                Traffic buyers = new Traffic(new CardBuyer(shop, "dashboard-cards-" + UUID.randomUUID()))) {
            shop.sendWebhooksTo(inbox);
            payers.start();
            buyers.start();
            payers.awaitPayments(PAYMENTS);
            List<Question> silent = new ArrayList<>(questions());

            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                silent.removeIf(question -> prometheus.hasNumber(question.query()));
                assertThat(silent).isEmpty();
            });
        }
    }

    private static List<Question> questions() throws IOException {
        List<Question> questions = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                Json.elements(Json.read(Files.readString(file)).path("panels"))
                        .forEach(panel -> Json.elements(panel.path("targets"))
                                .forEach(target -> questions.add(new Question(
                                        file.getFileName().toString(),
                                        panel.path("title").asText(),
                                        // Grafana puts an interval here that fits the picture.
                                        target.path("expr").asText().replace("$__rate_interval", "30s")))));
            }
        }
        assertThat(questions).hasSizeGreaterThan(50);
        return questions;
    }
}
