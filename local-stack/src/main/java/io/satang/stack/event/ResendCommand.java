package io.satang.stack.event;

import io.satang.stack.api.Api;
import io.satang.stack.api.ApiOptions;
import io.satang.stack.api.HttpAddress;
import io.satang.stack.run.StackException;
import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Signature;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has an event sent again, by the platform or from here. */
@Command(
        name = "resend",
        mixinStandardHelpOptions = true,
        description = "Has an event sent again to every endpoint that it was for, or sends it from here.")
public final class ResendCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FIRST_FAILURE = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Parameters(paramLabel = "EVENT", description = "Its id.")
    private String id = "";

    @Option(
            names = "--endpoint",
            paramLabel = "ID",
            description = "To this endpoint only, whether it was for it or not.")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "From here to this address, signed with --secret; the platform does not know of it.")
    private Optional<HttpAddress> to = Optional.empty();

    @Option(
            names = "--secret",
            paramLabel = "BASE64",
            defaultValue = StackFile.WEBHOOK_SECRET,
            description = "What --to is signed with; the secret of the test accounts when left out.")
    private String secret = StackFile.WEBHOOK_SECRET;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Api api = platform.api();
        return to.isPresent() ? send(api, to.get()) : ask(api);
    }

    private int ask(Api api) {
        JsonObject parameters = new JsonObject();
        endpoint.ifPresent(one -> parameters.put("endpoint", one));
        api.post("/events/" + id + "/resend", parameters);
        say("sent again; ./satang events show " + id + platform.folders().repeated() + " tells what became of it");
        return ExitCode.OK;
    }

    private int send(Api api, HttpAddress address) throws InterruptedException {
        Signature signature = Signature.ofOption(secret);
        SentEvent event = SentEvent.of(api.get("/events/" + id));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.text()))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(event.body()));
        event.headers(signature, Clock.systemUTC().instant()).forEach(request::header);
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            say(address + " answers " + response.statusCode());
            return response.statusCode() < FIRST_FAILURE ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException e) {
            throw new StackException("nothing answers at " + address + ": " + e.getMessage(), e);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
