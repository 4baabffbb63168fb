package io.satang.stack.listen;

import io.satang.stack.api.ApiOptions;
import io.satang.stack.api.HttpAddress;
import io.satang.stack.api.PortConverter;
import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Signature;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Receives an account's webhooks at an endpoint of its own, beside all others, and tells of each. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description =
                "Prints each webhook as it arrives, and whether its signature holds. It is an endpoint of its own, which goes when it ends.")
public final class ListenCommand implements Callable<Integer> {
    private static final int SECRET_BYTES = 32;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiOptions platform = new ApiOptions();

    @Option(
            names = "--port",
            defaultValue = "0",
            converter = PortConverter.class,
            description = "Where to listen; any free port when left out.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDR",
            description =
                    "Whose address to listen at (${DEFAULT-VALUE}); 0.0.0.0 for a platform in containers or elsewhere.")
    private String host = "127.0.0.1";

    @Option(
            names = "--advertise",
            paramLabel = "URL",
            description =
                    "Where the platform reaches this machine, such as http://host.docker.internal:4000; found out when left out.")
    private Optional<HttpAddress> advertised = Optional.empty();

    @Option(
            names = "--forward-to",
            paramLabel = "URL",
            description = "Passes each webhook on, and answers what is answered there.")
    private Optional<HttpAddress> forwardTo = Optional.empty();

    @Option(names = "--headers", split = ",", paramLabel = "NAME:VALUE", description = "Sent with what is passed on.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--events",
            split = ",",
            paramLabel = "PATTERN",
            description = "What to be told of, such as charge.complete,refund.*; everything when left out.")
    private List<String> events = new ArrayList<>();

    @Option(
            names = "--answer",
            paramLabel = "ANSWER",
            description = "Answers 500, 410 or another status, hang, slow=3s or flaky=0.3 instead of 200.")
    private Optional<Answer> answer = Optional.empty();

    @Option(
            names = "--secret",
            paramLabel = "BASE64",
            description =
                    "What webhooks are to be signed with; the local stack's own unless --url is given, and a random one there.")
    private Optional<String> secret = Optional.empty();

    @Option(names = "--print-secret", description = "Prints the webhook secret before all else.")
    private boolean printsSecret;

    @Option(
            names = "--print-json",
            description = "Prints each webhook as a JSON object in a line, with its headers and its body.")
    private boolean printsJson;

    @Option(
            names = "--no-register",
            negatable = false,
            description = "Makes no endpoint: for an address that the platform has got otherwise.")
    private boolean unregistered;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String base64 = secret.map(text -> text.replaceFirst("^whsec_", "")).orElseGet(this::usualSecret);
        Reception reception = new Reception(
                Signature.ofOption(base64),
                new Printer(printsJson, ZoneId.systemDefault()),
                forwarder(),
                answer,
                line -> tell(spec.commandLine().getOut(), line));
        if (printsSecret) {
            say("the secret is whsec_" + base64);
        }
        try (WebhookReceiver receiver = WebhookReceiver.start(host, port, Clock.systemUTC(), reception::take)) {
            List<String> addresses = Addresses.of(advertised, host, receiver.port());
            if (unregistered) {
                say("listening at " + addresses.getFirst() + ", Ctrl-C ends");
                new CountDownLatch(1).await();
            }
            listen(reception, addresses, new LeasedEndpoint.Wanted(events, base64));
        }
        return ExitCode.OK;
    }

    private void listen(Reception reception, List<String> addresses, LeasedEndpoint.Wanted wanted)
            throws IOException, InterruptedException {
        Listener listener = new Listener(platform.api(), reception, wanted, this::say);
        Runtime.getRuntime().addShutdownHook(new Thread(listener::end));
        listener.run(addresses);
    }

    private Optional<Forwarder> forwarder() {
        if (forwardTo.isEmpty() && !headers.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--headers is for what --forward-to passes on");
        }
        return forwardTo.map(to -> new Forwarder(to, headersByName()));
    }

    private Map<String, String> headersByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String header : headers) {
            String[] parts = header.split(":", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new ParameterException(spec.commandLine(), "--headers takes NAME:VALUE, not '" + header + "'");
            }
            byName.put(parts[0].strip(), parts[1].strip());
        }
        return byName;
    }

    private String usualSecret() {
        if (!platform.isElsewhere()) {
            return StackFile.WEBHOOK_SECRET;
        }
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** What is said beside webhooks does not come between them for a program that reads them. */
    private void say(String line) {
        tell(printsJson ? spec.commandLine().getErr() : spec.commandLine().getOut(), line);
    }

    private static synchronized void tell(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
