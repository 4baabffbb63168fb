package io.satang.console.system;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.client.OperatorClient.Replica;
import io.satang.console.client.OperatorClient.Said;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import io.satang.console.system.SystemView.EndpointFailure;
import io.satang.console.system.SystemView.Finding;
import io.satang.console.system.SystemView.LagRow;
import io.satang.console.system.SystemView.Letters;
import io.satang.console.system.SystemView.LettersRow;
import io.satang.console.system.SystemView.OutboxRow;
import io.satang.console.system.SystemView.ProcessRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Says what numbers mean. What is well and what is not are the alerts' bounds (deploy/prometheus/rules). */
final class SystemReport {
    private static final double OUTBOX_SECONDS_MAX = 10;
    private static final double DUE_SECONDS_MAX = 300;
    private static final int LAGS_MAX = 20;
    private static final int READY = 200;
    private static final int NOT_THERE = 404;

    private final Wording wording;
    private final SystemWords words;

    SystemReport(Wording wording) {
        this.wording = wording;
        this.words = wording.in(SystemWords.class);
    }

    ProcessRow process(Replica replica, Optional<Said> health) {
        String address = replica.management().getAuthority();
        if (health.isEmpty()) {
            return new ProcessRow(replica.service(), address, new Pill(words.silent(), "bad"), "");
        }
        if (health.get().status() == READY) {
            return new ProcessRow(replica.service(), address, new Pill(words.ready(), "good"), "");
        }
        String why = health.get().json().stream()
                .flatMap(body -> Body.items(body.path("checks")).stream())
                .filter(check -> !check.path("status").asText().equals("UP"))
                .map(check -> check.path("name").asText())
                .collect(Collectors.joining(", "));
        return new ProcessRow(replica.service(), address, new Pill(words.notReady(), "bad"), why);
    }

    List<Finding> money(Metrics metrics) {
        return List.of(
                count(words.pastDeadline(), metrics.max("satang_charges_past_deadline_count")),
                seconds(words.oldestDue(), metrics.max("satang_webhook_oldest_due_age_seconds"), DUE_SECONDS_MAX));
    }

    OutboxRow outbox(String service, Metrics metrics) {
        OptionalDouble age = metrics.max("satang_outbox_oldest_age_seconds");
        long dead = (long) metrics.max("satang_outbox_dead_rows").orElse(0);
        boolean well = dead == 0 && age.orElse(Double.MAX_VALUE) <= OUTBOX_SECONDS_MAX;
        return new OutboxRow(
                service,
                age.isPresent() ? words.seconds((long) age.getAsDouble()) : words.unknown(),
                (long) metrics.max("satang_outbox_waiting_rows").orElse(0),
                dead,
                well ? new Pill(words.well(), "good") : new Pill(words.notWell(), "bad"));
    }

    List<LagRow> lags(Metrics metrics) {
        Map<List<String>, Double> largest = metrics.of("satang_consumer_lag_records")
                .filter(sample -> sample.value() > 0)
                .collect(Collectors.toMap(
                        sample -> List.of(sample.label("consumer"), sample.label("topic")),
                        Metrics.Sample::value,
                        Math::max));
        return largest.entrySet().stream()
                .map(lag -> new LagRow(
                        lag.getKey().getFirst(),
                        lag.getKey().getLast(),
                        lag.getValue().longValue()))
                .sorted(comparingLong(LagRow::records).reversed())
                .limit(LAGS_MAX)
                .toList();
    }

    /** What services say of each of their topics; one that consumes nothing knows of no such thing. */
    Letters letters(Map<String, Optional<Said>> told) {
        List<LettersRow> topics = told.entrySet().stream()
                .flatMap(service -> service.getValue().filter(Said::done).flatMap(Said::json).stream()
                        .flatMap(list -> Body.data(list).stream().map(topic -> letters(service.getKey(), topic))))
                .sorted(comparingLong(LettersRow::waiting).reversed())
                .toList();
        String unknown = told.entrySet().stream()
                .filter(service -> service.getValue()
                        .filter(said -> said.done() || said.status() == NOT_THERE)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return new Letters(topics, unknown);
    }

    private static LettersRow letters(String service, JsonNode topic) {
        String name = topic.path("topic").asText();
        return new LettersRow(
                service, name, topic.path("waiting").asLong(), DeadLetters.page(service, name, Optional.empty()));
    }

    EndpointFailure endpoint(JsonNode failing) {
        String status = Body.text(failing, "last_status")
                .filter(text -> !text.equals("0"))
                .orElse("");
        String error = Body.text(failing, "last_error").orElse("");
        return new EndpointFailure(
                failing.path("account_id").asText(),
                failing.path("uri").asText(),
                Body.instant(failing, "since").map(wording::moment),
                failing.path("waiting").asLong(),
                failing.path("exhausted").asLong(),
                (status + " " + error).strip());
    }

    private Finding count(String name, OptionalDouble value) {
        return finding(name, value, 0, value.isPresent() ? Long.toString((long) value.getAsDouble()) : "");
    }

    private Finding seconds(String name, OptionalDouble value, double most) {
        return finding(name, value, most, value.isPresent() ? words.seconds((long) value.getAsDouble()) : "");
    }

    private Finding finding(String name, OptionalDouble value, double most, String shown) {
        if (value.isEmpty()) {
            return new Finding(name, words.unknown(), new Pill(words.unknown(), "wait"));
        }
        boolean well = value.getAsDouble() <= most;
        return new Finding(name, shown, well ? new Pill(words.well(), "good") : new Pill(words.notWell(), "bad"));
    }
}
