package io.satang.console.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.client.OperatorClient;
import io.satang.console.client.OperatorClient.Replica;
import io.satang.console.client.OperatorClient.Said;
import io.satang.console.page.Pages;
import io.satang.console.system.SystemView.OutboxRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Asks all processes at the same time, and makes of it what operators look at. Who does not answer is shown as that. */
@Singleton
class SystemPage {
    private static final String FAILING = "/internal/webhooks/endpoints?state=failing";
    private static final String WEBHOOKS = "webhook-service";

    private final OperatorClient operators;
    private final Pages pages;

    SystemPage(OperatorClient operators, Pages pages) {
        this.operators = operators;
        this.pages = pages;
    }

    private record Asked(
            Replica replica, CompletableFuture<Optional<Said>> health, CompletableFuture<Optional<Said>> metrics) {
        Metrics measured() {
            return metrics.join()
                    .filter(Said::done)
                    .map(said -> Metrics.parse(said.text()))
                    .orElseGet(() -> new Metrics(List.of()));
        }
    }

    SystemView read() {
        List<Asked> asked = operators.replicas().stream()
                .map(replica -> new Asked(
                        replica, operators.get(replica, "/q/health/ready"), operators.get(replica, "/q/metrics")))
                .toList();
        List<CompletableFuture<Optional<Said>>> failing = operators.replicas().stream()
                .filter(replica -> replica.service().equals(WEBHOOKS))
                .map(replica -> operators.get(replica, FAILING))
                .toList();
        Map<String, CompletableFuture<Optional<Said>>> letters = new TreeMap<>();
        operators
                .replicas()
                .forEach(replica -> letters.computeIfAbsent(
                        replica.service(), service -> operators.get(replica, DeadLetters.ROUTE)));
        SystemReport report = new SystemReport(pages.wording());
        Metrics all = Metrics.together(asked.stream().map(Asked::measured).toList());
        return new SystemView(
                asked.stream()
                        .map(each ->
                                report.process(each.replica(), each.health().join()))
                        .toList(),
                report.money(all),
                outboxes(report, asked),
                report.lags(all),
                report.letters(joined(letters)),
                firstAnswer(failing).stream().map(report::endpoint).toList());
    }

    private static Map<String, Optional<Said>> joined(Map<String, CompletableFuture<Optional<Said>>> asked) {
        Map<String, Optional<Said>> told = new TreeMap<>();
        asked.forEach((service, answer) -> told.put(service, answer.join()));
        return told;
    }

    private static List<OutboxRow> outboxes(SystemReport report, List<Asked> asked) {
        return asked.stream()
                .map(each -> each.replica().service())
                .distinct()
                .map(service -> report.outbox(
                        service,
                        Metrics.together(asked.stream()
                                .filter(each -> each.replica().service().equals(service))
                                .map(Asked::measured)
                                .toList())))
                .toList();
    }

    /** Every replica knows all of them, from the database. */
    private static List<JsonNode> firstAnswer(List<CompletableFuture<Optional<Said>>> answers) {
        return answers.stream()
                .flatMap(answer -> answer.join().filter(Said::done).flatMap(Said::json).stream())
                .findFirst()
                .map(Body::data)
                .orElse(List.of());
    }
}
