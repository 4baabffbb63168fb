package io.satang.stack.trigger;

import io.satang.stack.api.Api;
import io.satang.stack.api.ApiOptions;
import io.satang.stack.event.Event;
import io.satang.stack.run.StackException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has something happen, and tells which events came of it. */
@Command(
        name = "trigger",
        mixinStandardHelpOptions = true,
        description =
                "Has something happen in test mode, and prints what it happened to and the events that came of it.")
public final class TriggerCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int MOST = 1_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Parameters(arity = "0..1", paramLabel = "EVENT", description = "Such as charge.complete; --list shows all.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--list", description = "Shows what can be had to happen.")
    private boolean list;

    @Option(names = "--type", defaultValue = "promptpay", description = "The source's type (${DEFAULT-VALUE}).")
    private String type = "promptpay";

    @Option(
            names = "--amount",
            defaultValue = "400000",
            description = "In the currency's smallest unit (${DEFAULT-VALUE}).")
    private long amount;

    @Option(names = "--currency", defaultValue = "THB", description = "(${DEFAULT-VALUE})")
    private String currency = "THB";

    @Option(
            names = "--fail",
            paramLabel = "CODE",
            description = "Ends charge.complete with this failure, such as insufficient_fund.")
    private Optional<String> failure = Optional.empty();

    @Option(names = "--count", defaultValue = "1", description = "How often, one after the other (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--public-key",
            paramLabel = "PKEY",
            description = "Public key of the account, for what needs a card; that of a test account is known.")
    private Optional<String> publicKey = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            for (Trigger trigger : Trigger.values()) {
                say("%-18s %s".formatted(trigger.key(), trigger.description()));
            }
            return ExitCode.OK;
        }
        Trigger trigger = Trigger.of(key.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "what is to happen? --list shows what can")));
        if (count < 1 || count > MOST) {
            throw new ParameterException(spec.commandLine(), "--count is between 1 and " + MOST);
        }
        if (failure.isPresent() && trigger != Trigger.CHARGE_COMPLETE) {
            throw new ParameterException(spec.commandLine(), "--fail is for charge.complete");
        }
        Api api = platform.api();
        Payment payment = new Payment(amount, currency, type, failure, platform.withPublicKey(publicKey));
        for (int i = 0; i < count; i++) {
            String object = trigger.fire(api, payment);
            say(object);
            eventsUpTo(api, object, trigger.key())
                    .forEach(event -> say("  " + Event.of(event).columns()));
        }
        return ExitCode.OK;
    }

    /** The object's events as soon as the one that was asked for is among them. */
    private static List<JsonObject> eventsUpTo(Api api, String object, String key) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<JsonObject> events =
                    api.get("/events?order=chronological&limit=100&object=" + object).getJsonArray("data").stream()
                            .map(JsonObject.class::cast)
                            .toList();
            if (events.stream().anyMatch(event -> key.equals(event.getString("key")))) {
                return events;
            }
            Thread.sleep(LOOK_EVERY);
        }
        throw new StackException("no event " + key + " of " + object + " within " + PATIENCE.toSeconds()
                + " s; does the webhook-service keep up? ./satang doctor tells");
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
