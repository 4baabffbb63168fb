package io.satang.load;

import io.satang.stack.run.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./satang bench webhooks}: deliveries alone, beside a bare HTTP client that posts the same to the same receiver. */
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts events straight onto Kafka and prints deliveries/s and the time from record to receiver beside the"
                    + " floor: a bare HTTP client that posts the same bodies to the same receiver.",
            "Also with undelivered events of dead endpoints pending, and beside an endpoint that hangs and one that"
                    + " fails. On Linux, whose whole 127.0.0.0/8 is this machine."
        })
final class WebhookBench implements Callable<Integer> {

    @ParentCommand
    private Bench bench;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            defaultValue = "20000",
            description = "Events of each measurement of deliveries/s (${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--endpoints",
            defaultValue = "1000",
            description = "Endpoints, each of a host and an account of its own, 10,000 at the most (${DEFAULT-VALUE}).")
    private int endpoints;

    @Option(
            names = "--pending",
            defaultValue = "100000",
            description = "Undelivered events for dead endpoints; 0 leaves that out (${DEFAULT-VALUE}).")
    private int pending;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "15",
            description = "Seconds of each measurement of time, at half the deliveries/s (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--out",
            defaultValue = "target/bench",
            description = "Folder for the report in JSON (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--assert", description = "End with 1 when a goal is not met.")
    private boolean asserting;

    @Override
    public Integer call() throws IOException {
        WebhookPlan plan =
                Bench.given(spec, () -> new WebhookPlan(events, endpoints, pending, Duration.ofSeconds(seconds)));
        Optional<StackFile> stack = bench.runningStack();
        if (stack.isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        WebhookReport report = new WebhookRun(stack.get(), plan, System.out).execute();
        System.out.printf("%n%s", report.text());
        Instant now = Clock.systemUTC().instant();
        System.out.printf(
                "%nwritten to %s%n", ReportFile.write(WebhookReportJson.of(report, now), out, "webhooks", now));
        return asserting && !report.good() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
}
