package io.satang.stack.doctor;

import io.satang.stack.run.Service;
import io.satang.stack.run.StackFile;
import io.satang.stack.run.StackFile.RunsAs;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Looks at a stack of this machine: its processes, what they say of themselves, and what they measure. */
final class LocalExamination {
    private static final String FAILING = "/internal/webhooks/endpoints?state=failing";

    private final StackFile stack;
    private final String option;

    /** @param option what commands are told to find the stack, after a blank; or nothing */
    LocalExamination(StackFile stack, String option) {
        this.stack = Objects.requireNonNull(stack, "stack");
        this.option = Objects.requireNonNull(option, "option");
    }

    List<Check> checks() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        for (RunsAs process : stack.processes()) {
            checks.add(process(process));
            if (process.managementPort().isPresent()) {
                Page.read(process.managementPort().getAsInt(), "/q/metrics").ifPresent(pages::add);
            }
        }
        Stream.of(Service.values()).flatMap(this::missing).forEach(checks::add);
        Metrics metrics = Metrics.parse(pages);
        Stream.of(Gauge.values())
                .flatMap(gauge -> gauge.check(metrics).stream())
                .forEach(checks::add);
        checks.add(deadLetters(metrics));
        checks.add(endpoints());
        return checks;
    }

    /** What has ended is out of the file until it runs again. */
    private Stream<Check> missing(Service service) {
        boolean there =
                stack.processes().stream().anyMatch(process -> process.name().equals(service.module()));
        return there
                ? Stream.empty()
                : Stream.of(Check.red(service.module(), "does not run", "./satang logs " + service.module() + option));
    }

    private Check process(RunsAs process) throws InterruptedException {
        boolean alive =
                ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).isPresent();
        if (!alive) {
            return Check.red(process.name(), "is down", "./satang logs " + process.name() + option);
        }
        OptionalInt port = process.managementPort();
        boolean ready =
                port.isEmpty() || Page.read(port.getAsInt(), "/q/health/ready").isPresent();
        return ready
                ? Check.good(process.name(), "is up")
                : Check.red(process.name(), "runs and is not ready", "./satang logs " + process.name() + option);
    }

    private static Check deadLetters(Metrics metrics) {
        long letters = Math.round(metrics.sum("satang_dead_letters_total"));
        return letters == 0
                ? Check.good("dead letters", "none since the services started")
                : Check.red(
                        "dead letters", letters + " since the services started", "docs/runbooks/SatangDeadLetters.md");
    }

    /** A merchant's fault, and not the platform's. */
    private Check endpoints() throws InterruptedException {
        return webhookServicesAnswer()
                .map(JsonObject::new)
                .map(found -> FailingEndpoints.check(found.getJsonArray("data")))
                .orElseGet(() ->
                        Check.red("endpoints", "nobody tells which fail", "./satang logs webhook-service" + option));
    }

    /** That of any replica. */
    private Optional<String> webhookServicesAnswer() throws InterruptedException {
        for (RunsAs process : stack.processes()) {
            if (process.name().startsWith(Service.WEBHOOK.module())
                    && process.managementPort().isPresent()) {
                Optional<String> answer = Page.read(process.managementPort().getAsInt(), FAILING);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }
}
