package io.satang.stack.timeline;

import io.satang.stack.api.Api;
import io.satang.stack.api.ApiOptions;
import io.satang.stack.event.Event;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the life of a charge. */
@Command(
        name = "charge",
        mixinStandardHelpOptions = true,
        description = "Tells the life of a charge, from its request to every attempt to tell its merchant.")
public final class ChargeCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Parameters(paramLabel = "CHARGE", description = "Its id.")
    private String id = "";

    @Override
    public Integer call() throws IOException {
        Api api = platform.api();
        JsonObject charge = api.get("/charges/" + id);
        List<JsonObject> events =
                api.get("/events?order=chronological&limit=100&object=" + id).getJsonArray("data").stream()
                        .map(JsonObject.class::cast)
                        .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.println(heading(charge));
        DateTimeFormatter time = TIME.withZone(ZoneId.systemDefault());
        Timeline.of(charge, events).forEach(step -> out.println(time.format(step.at()) + "  " + step.text()));
        out.flush();
        return ExitCode.OK;
    }

    private static String heading(JsonObject charge) {
        return Stream.of(
                        charge.getString("id"),
                        Event.amount(charge),
                        charge.getString("status"),
                        charge.getString("failure_code"),
                        charge.getString("failure_message"))
                .filter(word -> word != null && !word.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
