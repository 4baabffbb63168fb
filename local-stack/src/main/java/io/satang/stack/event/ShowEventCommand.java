package io.satang.stack.event;

import io.satang.stack.api.ApiOptions;
import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Signature;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one event, or what of it is sent. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows an event with all attempts to deliver it.")
public final class ShowEventCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Parameters(paramLabel = "EVENT", description = "Its id.")
    private String id = "";

    @Option(names = "--body", description = "Only the body of its webhooks, byte for byte.")
    private boolean body;

    @Option(names = "--headers", description = "Only the headers that a webhook of it has now, signed with --secret.")
    private boolean headers;

    @Option(
            names = "--secret",
            paramLabel = "BASE64",
            defaultValue = StackFile.WEBHOOK_SECRET,
            description = "The webhook secret; that of the test accounts when left out.")
    private String secret = StackFile.WEBHOOK_SECRET;

    @Override
    public Integer call() throws IOException {
        JsonObject event = platform.api().get("/events/" + id);
        PrintWriter out = spec.commandLine().getOut();
        SentEvent sent = SentEvent.of(event);
        if (headers) {
            Signature signature = Signature.ofOption(secret);
            sent.headers(signature, Clock.systemUTC().instant())
                    .forEach((name, value) -> out.println(name + ": " + value));
        }
        if (body) {
            out.print(sent.body());
        }
        if (!headers && !body) {
            out.println(event.encodePrettily());
        }
        out.flush();
        return ExitCode.OK;
    }
}
