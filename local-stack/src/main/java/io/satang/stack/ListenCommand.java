package io.satang.stack;

import io.satang.platform.key.TestKeys;
import io.satang.stack.listen.Signature;
import io.satang.stack.listen.WebhookAddress;
import io.satang.stack.listen.WebhookReceiver;
import io.satang.stack.run.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Receives an account's webhooks and prints them; on exit the account's address is what it was before. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = "Prints each webhook as it arrives, and whether its signature holds.")
final class ListenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(names = "--port", defaultValue = "0", description = "Where to listen; any free port when left out.")
    private int port;

    @Option(
            names = "--secret",
            defaultValue = StackFile.WEBHOOK_SECRET,
            description = "The webhook secret in base64; that of the test accounts when left out.")
    private String secret;

    @Option(
            names = "--key",
            defaultValue = TestKeys.SATANG_SECRET,
            description = "Secret key of the account to listen for (${DEFAULT-VALUE}).")
    private String key;

    @Option(names = "--base-url", description = "The API's address; the running stack's when left out.")
    private Optional<String> baseUrl = Optional.empty();

    @Option(names = "--no-register", negatable = false, description = "Leaves the account's webhook_uri as it is.")
    private boolean unregistered;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        WebhookReceiver receiver = WebhookReceiver.start(
                port, new Signature(secret), Clock.system(ZoneId.systemDefault()), line -> say(out, line));
        if (!unregistered) {
            register(receiver);
        }
        say(out, "listening at " + receiver.uri() + ", Ctrl-C ends");
        new CountDownLatch(1).await();
        return 0;
    }

    private void register(WebhookReceiver receiver) throws IOException {
        WebhookAddress address = new WebhookAddress(apiUrl(), key);
        Optional<String> before = address.get();
        address.set(Optional.of(receiver.uri()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            receiver.close();
            address.set(before);
        }));
    }

    private String apiUrl() throws IOException {
        if (baseUrl.isPresent()) {
            return baseUrl.get();
        }
        return StackFile.read(folders.stack().stackFile())
                .map(StackFile::baseUrl)
                .orElse("http://127.0.0.1:8080");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
