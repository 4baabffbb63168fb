package io.satang.stack;

import io.satang.embedded.Compilation;
import io.satang.stack.api.HttpAddress;
import io.satang.stack.api.PortConverter;
import io.satang.stack.run.ClassCaches;
import io.satang.stack.run.Folders;
import io.satang.stack.run.Front;
import io.satang.stack.run.LocalStack;
import io.satang.stack.run.Service;
import io.satang.stack.run.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and stays until Ctrl-C, or until it is detached and ready. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts PostgreSQL, Kafka, every service and the gateway; Ctrl-C stops them.")
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(
            names = "--port",
            defaultValue = "8080",
            converter = PortConverter.class,
            description = "The gateway's port (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1",
            description =
                    "Whose address the gateway listens at (${DEFAULT-VALUE}); 0.0.0.0 lets phones and other machines in.")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "What pay pages and QR codes call the platform, such as http://192.168.1.10:8080.")
    private Optional<HttpAddress> publicUrl = Optional.empty();

    @Option(names = "--fresh", description = "Forgets the databases and topics of earlier starts.")
    private boolean fresh;

    @Option(names = "--detach", description = "Returns once everything is ready; satang down stops it.")
    private boolean detach;

    @Option(
            names = "--replicas",
            paramLabel = "SERVICE=COUNT",
            description = "Runs a service more than once, e.g. charge-service=2.")
    private Map<Service, Integer> replicas = new EnumMap<>(Service.class);

    @Option(
            names = "--compilation",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description =
                    "How the JVMs compile (${DEFAULT-VALUE}): full is faster after minutes under load, and slower and larger before.")
    private Compilation compilation = Compilation.QUICK;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        StackOptions options = new StackOptions(
                folders.project(),
                folders.stack(),
                new Front(host, port, publicUrl.map(HttpAddress::text)),
                fresh,
                replicas,
                compilation,
                new ClassCaches.Taken(folders.classCaches()));
        if (detach) {
            Detached.start(
                    spec.commandLine().getParseResult().originalArgs(), options.folder(), line -> say(out, line));
            out.print(Welcome.text(options.front(), "./satang down" + folders.repeated()));
            out.flush();
            return ExitCode.OK;
        }
        stay(options, out);
        return ExitCode.OK;
    }

    /** Never returns; the signal that ends this process stops the stack. */
    private static void stay(StackOptions options, PrintWriter out) throws IOException, InterruptedException {
        LocalStack stack = LocalStack.open(options, line -> say(out, line));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say(out, "stopping");
            stack.close();
            say(out, "stopped");
        }));
        long begin = System.nanoTime();
        stack.start();
        say(
                out,
                "ready after %.1f s"
                        .formatted(Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1_000.0));
        out.print(Welcome.text(options.front(), "Ctrl-C"));
        out.flush();
        new CountDownLatch(1).await();
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
