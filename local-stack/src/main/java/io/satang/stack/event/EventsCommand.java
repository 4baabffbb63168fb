package io.satang.stack.event;

import io.satang.stack.api.Api;
import io.satang.stack.api.ApiOptions;
import io.satang.stack.api.UnreachableException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists what has happened, and whether its merchant was told. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        subcommands = {ShowEventCommand.class, ResendCommand.class},
        description = "Lists the account's latest events and what became of their webhooks.",
        synopsisSubcommandLabel = "[COMMAND]")
public final class EventsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> UNDELIVERED = List.of("failed", "exhausted");
    private static final String START = "0";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Option(names = "--failed", description = "Only those of which a delivery has failed or was given up.")
    private boolean failed;

    @Option(names = "--charge", paramLabel = "ID", description = "Only those of this charge, or of another object.")
    private Optional<String> object = Optional.empty();

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "20",
            description = "How many (${DEFAULT-VALUE}, at most 100).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what happens from now on, until Ctrl-C.")
    private boolean follows;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 1 || lines > MOST) {
            throw new ParameterException(spec.commandLine(), "--lines is between 1 and " + MOST);
        }
        if (failed && follows) {
            throw new ParameterException(
                    spec.commandLine(), "--failed lists what has failed so far; it does not go with --follow");
        }
        Api api = platform.api();
        List<JsonObject> latest = latest(api);
        latest.forEach(this::print);
        if (follows) {
            follow(api, latest.isEmpty() ? START : latest.getLast().getString("id"));
        }
        return ExitCode.OK;
    }

    /** The oldest of them first. */
    private List<JsonObject> latest(Api api) {
        String query = "/events?order=reverse_chronological&limit=" + lines
                + object.map(id -> "&object=" + id).orElse("");
        Stream<JsonObject> found = failed
                ? UNDELIVERED.stream().flatMap(state -> data(api.get(query + "&delivery=" + state)))
                : data(api.get(query));
        List<JsonObject> newestFirst = found.sorted(
                        Comparator.comparing((JsonObject event) -> event.getString("created_at"))
                                .reversed())
                .distinct()
                .limit(lines)
                .toList();
        return newestFirst.reversed();
    }

    private void follow(Api api, String last) throws InterruptedException {
        String after = last;
        while (true) {
            after = read(api, after);
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Prints what has arrived behind an event; answers behind which to go on. A platform that has gone is waited for. */
    private String read(Api api, String after) {
        try {
            JsonObject page = api.get(
                    "/events?after=" + after + object.map(id -> "&object=" + id).orElse(""));
            data(page).forEach(this::print);
            return page.getString("next", after);
        } catch (UnreachableException e) {
            return after;
        }
    }

    private void print(JsonObject event) {
        Instant at = Instant.parse(event.getString("created_at"));
        ZoneId zone = ZoneId.systemDefault();
        PrintWriter out = spec.commandLine().getOut();
        out.println(TIME.withZone(zone).format(at) + "  " + Event.of(event).columns() + "  "
                + new Deliveries(zone).words(event));
        out.flush();
    }

    private static Stream<JsonObject> data(JsonObject list) {
        return list.getJsonArray("data").stream().map(JsonObject.class::cast);
    }
}
