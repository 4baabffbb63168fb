package io.satang.load;

import io.satang.platform.key.TestKeys;
import io.satang.stack.run.StackFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./satang bench}: a fixed load through the gateway beside the bare SQL of the same payments. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {WebhookBench.class, PagesBench.class},
        description = {
            "Pays through the gateway under load and prints payments/s beside the floor: the bare SQL of the same"
                    + " payments.",
            "Sets the account's webhook_uri to a receiver of its own meanwhile and puts it back afterwards.",
            "Ends with 1 when anything was lost or went wrong, and when webhooks fall behind."
        })
public final class Bench implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--mix",
            defaultValue = "sources",
            converter = Mix.Converter.class,
            description =
                    "What is paid with: sources, at the page, cards, at once, or cards of which every second one redeems"
                            + " an offer: offers, with cashback, or discounts (${DEFAULT-VALUE}).")
    private Mix mix;

    @Option(
            names = "--connections",
            defaultValue = "64",
            description = "Connections to the gateway (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--rate",
            description = "Payments/s offered whatever the answers; else as fast as the connections can.")
    private Optional<Double> rate;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "Seconds before anything is measured (${DEFAULT-VALUE}); JVMs that compile in full take half of a small machine for"
                            + " some minutes.")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--while", paramLabel = "PID", description = "Measure only for as long as this process runs.")
    private Optional<Long> during;

    @Option(
            names = "--floor-seconds",
            paramLabel = "S",
            defaultValue = "15",
            description = "Seconds of bare SQL before the load; 0 leaves it out (${DEFAULT-VALUE}).")
    private int floorSeconds;

    @Option(
            names = "--drain",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds to wait for the last webhooks at most (${DEFAULT-VALUE}).")
    private int drain;

    @Option(
            names = "--sample",
            defaultValue = "200",
            description = "Paid charges to ask the API for afterwards (${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            defaultValue = ".satang",
            description = "Where the local stack keeps what runs (${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--base-url",
            description = "Another system than the local stack: no floor and no process is measured.")
    private Optional<String> baseUrl;

    @Option(
            names = "--public-key",
            defaultValue = TestKeys.SATANG_PUBLIC,
            description = "With --base-url (${DEFAULT-VALUE}).")
    private String publicKey;

    @Option(
            names = "--secret-key",
            defaultValue = TestKeys.SATANG_SECRET,
            description = "With --base-url (${DEFAULT-VALUE}).")
    private String secretKey;

    @Option(
            names = "--webhook-secret",
            defaultValue = StackFile.WEBHOOK_SECRET,
            description = "With --base-url: what webhooks are signed with, in base64.")
    private String webhookSecret;

    @Option(
            names = "--receiver-host",
            defaultValue = Target.LOOPBACK,
            description = "With --base-url: the address of this machine that webhooks are sent to (${DEFAULT-VALUE}).")
    private String receiverHost;

    @Option(
            names = "--out",
            defaultValue = "target/bench",
            description = "Folder for the report in JSON (${DEFAULT-VALUE}).")
    private Path out;

    /** Runs the benchmark and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = given(spec, this::plan);
        Optional<Target> target = target();
        if (target.isEmpty()) {
            System.err.printf(
                    "No stack is running (%s is missing). Start one with ./satang up, or give --base-url.%n",
                    stackFile());
            return CommandLine.ExitCode.USAGE;
        }
        Vertx vertx = Vertx.vertx(Loops.ONE);
        try {
            Report report = new Run(vertx, target.get(), plan, System.out).execute();
            System.out.printf("%n%s", ReportText.of(report));
            Instant now = Clock.systemUTC().instant();
            System.out.printf("%nwritten to %s%n", ReportFile.write(ReportJson.of(report, now), out, "bench", now));
            return report.sound() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            vertx.close();
        }
    }

    /**
     * What options say together.
     *
     * @throws ParameterException when they make no plan
     */
    static <T> T given(CommandSpec spec, Supplier<T> plan) {
        try {
            return plan.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The local stack that runs; that none does is said to whoever asked. */
    Optional<StackFile> runningStack() throws IOException {
        Optional<StackFile> stack = StackFile.read(stackFile());
        if (stack.isEmpty()) {
            System.err.printf("No stack is running (%s is missing). Start one with ./satang up.%n", stackFile());
        }
        return stack;
    }

    private Path stackFile() {
        return state.resolve("run/stack.json");
    }

    private Optional<Target> target() throws IOException {
        return baseUrl.isPresent()
                ? baseUrl.map(url ->
                        new Target(url, publicKey, secretKey, receiverHost, webhookSecret, Optional.empty(), List.of()))
                : StackFile.read(stackFile()).map(Target::of);
    }

    private static boolean hasEnded(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private Plan plan() {
        return new Plan(
                mix,
                connections,
                rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                () -> during.map(Bench::hasEnded).orElse(false),
                Duration.ofSeconds(floorSeconds),
                Duration.ofSeconds(drain),
                sample);
    }
}
