package io.satang.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.stack.event.Event;
import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Diagnosis.Finding;
import io.satang.stack.verify.Diagnosis.Given;
import io.satang.stack.verify.Diagnosis.Holds;
import io.satang.stack.verify.Diagnosis.Unexplained;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a webhook's signature holds, and if it does not, which of the usual mistakes it is. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks the signature of a webhook whose body is on standard input; if it does not hold, says which usual mistake it is.")
public final class VerifyCommand implements Callable<Integer> {
    private static final int BYTES_MAX = 8 * 1024 * 1024;
    private static final String UNEXPLAINED = """
            it does NOT hold, and no usual mistake explains it. Either
              the secret is another one: of another endpoint or account, or one that was rolled meanwhile;
              the body is another one, or was changed more than a JSON library does that writes it anew;
              or it was not sent by the platform\
            """;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--signature",
            required = true,
            paramLabel = "HEADER",
            description = "What stands in Omise-Signature, or in webhook-signature.")
    private String signature = "";

    @Option(
            names = "--timestamp",
            required = true,
            paramLabel = "SECONDS",
            description = "What stands in Omise-Signature-Timestamp, or in webhook-timestamp.")
    private String timestamp = "";

    @Option(
            names = "--secret",
            paramLabel = "BASE64",
            defaultValue = StackFile.WEBHOOK_SECRET,
            description =
                    "The webhook secret, with whsec_ before it or without; that of the test accounts when left out.")
    private String secret = StackFile.WEBHOOK_SECRET;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "What stands in webhook-id; the event's id in the body when left out.")
    private Optional<String> id = Optional.empty();

    @Override
    public Integer call() throws IOException {
        String body = new String(System.in.readNBytes(BYTES_MAX), UTF_8);
        Finding finding = Diagnosis.of(
                new Given(scheme(body), secret, signature, timestamp),
                body,
                Clock.systemUTC().instant());
        PrintWriter out = spec.commandLine().getOut();
        return switch (finding) {
            case Holds(List<Mistake> mistakes)
            when mistakes.isEmpty() -> {
                out.println("the signature holds");
                yield ExitCode.OK;
            }
            case Holds(List<Mistake> mistakes) -> {
                out.println("it does NOT hold as it is, but it would without this:");
                mistakes.forEach(mistake -> out.println("  " + mistake.advice()));
                yield ExitCode.SOFTWARE;
            }
            case Unexplained unused -> {
                out.println(UNEXPLAINED);
                yield ExitCode.SOFTWARE;
            }
        };
    }

    /** Whose signature it is shows in its form; Standard Webhooks' has the id in it. */
    private Scheme scheme(String body) {
        boolean standard = id.isPresent() || signature.strip().startsWith("v1");
        return standard
                ? new Scheme.Standard(
                        id.or(() -> Event.parse(body).map(Event::id)).orElse(""))
                : new Scheme.Omise();
    }
}
