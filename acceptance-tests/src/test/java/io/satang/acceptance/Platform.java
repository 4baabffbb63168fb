package io.satang.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.embedded.Compilation;
import io.satang.embedded.FreePorts;
import io.satang.platform.key.TestKeys;
import io.satang.stack.run.ClassCaches;
import io.satang.stack.run.Front;
import io.satang.stack.run.LocalStack;
import io.satang.stack.run.Service;
import io.satang.stack.run.StackFile;
import io.satang.stack.run.StackFile.RunsAs;
import io.satang.stack.run.StackFolder;
import io.satang.stack.run.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The whole system on ports of its own, with two replicas of the services that payments run through; one for all tests. */
final class Platform implements AutoCloseable {

    static final String PUBLIC_KEY = TestKeys.SATANG_PUBLIC;
    static final String SECRET_KEY = TestKeys.SATANG_SECRET;
    static final String OTHER_PUBLIC_KEY = TestKeys.OTHER_PUBLIC;
    static final String OTHER_SECRET_KEY = TestKeys.OTHER_SECRET;
    static final String WEBHOOK_SECRET = StackFile.WEBHOOK_SECRET;

    private static final Map<Service, Integer> REPLICAS =
            Map.of(Service.SOURCE, 2, Service.CHARGE, 2, Service.WEBHOOK, 2);
    private static final List<String> SERVERS = List.of("kafka", "postgres");
    private static final Duration RESTART = Duration.ofSeconds(60);
    private static final long NO_PROCESS = -1;
    /** How long tests wait for what takes a moment; on a busy machine that can be long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final LocalStack stack;
    private final StackFolder folder;
    private final Thread onAbort;

    private Platform(LocalStack stack, StackFolder folder, Thread onAbort) {
        this.stack = stack;
        this.folder = folder;
        this.onAbort = onAbort;
    }

    static Platform start() {
        Awaitility.setDefaultTimeout(PATIENCE);
        StackFolder folder = new StackFolder(MODULE.resolve("target/satang"));
        StackOptions options = new StackOptions(
                MODULE.getParent(),
                folder,
                Front.local(FreePorts.take(1)[0]),
                true,
                REPLICAS,
                Compilation.QUICK,
                new ClassCaches.None());
        LocalStack stack = LocalStack.open(options, System.out::println);
        Thread onAbort = new Thread(stack::close);
        // For the case that the tests are broken off; no process stays behind.
        Runtime.getRuntime().addShutdownHook(onAbort);
        stack.start();
        return new Platform(stack, folder, onAbort);
    }

    URI baseUrl() {
        return URI.create(stack.baseUrl());
    }

    /** Waits for the console: it is started when everything else is ready, and nobody else waits for it. */
    void awaitConsole() {
        HttpRequest request =
                HttpRequest.newBuilder(baseUrl().resolve("/console")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().until(() -> http.send(request, BodyHandlers.discarding()).statusCode() < 500);
        }
    }

    /** The gateway, without a key. */
    Api api() {
        return Api.at(baseUrl());
    }

    /** Each replica of the charge-service behind the gateway, without a key. */
    List<Api> chargeReplicas() {
        return file().processes().stream()
                .filter(process -> process.name().startsWith(Service.CHARGE.module()))
                .sorted(Comparator.comparing(RunsAs::name))
                .map(process ->
                        Api.at(URI.create("http://127.0.0.1:" + process.port().orElseThrow())))
                .toList();
    }

    Topics topics() {
        return new Topics(file().kafka());
    }

    Databases databases() {
        return new Databases(file().postgres());
    }

    /** Where each service's process answers for its metrics, with the service that it is. */
    Map<String, String> metrics() {
        return file().processes().stream()
                .filter(process -> process.managementPort().isPresent())
                .collect(toMap(
                        process -> "127.0.0.1:" + process.managementPort().getAsInt(),
                        process -> serviceOf(process.name())));
    }

    /** Every process but the gateway, which runs in the JVM of the tests: services first, then Kafka and PostgreSQL. */
    List<String> processes() {
        return file().processes().stream()
                .map(RunsAs::name)
                .filter(name -> !name.equals(StackFile.GATEWAY))
                .sorted(Comparator.<String>comparingInt(SERVERS::indexOf).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The process ids of everything that runs. */
    Map<String, Long> processIds() {
        return file().processes().stream().collect(toMap(RunsAs::name, RunsAs::pid));
    }

    /** The memory that each service's process takes, in MiB; empty where the system does not tell it in {@code /proc}. */
    Map<String, Long> serviceMegabytes() {
        return file().processes().stream()
                .filter(process -> process.name().contains("-service"))
                .filter(process -> Files.exists(status(process)))
                .collect(toMap(RunsAs::name, Platform::residentMegabytes));
    }

    private static Path status(RunsAs process) {
        return Path.of("/proc", Long.toString(process.pid()), "status");
    }

    private static long residentMegabytes(RunsAs process) {
        try (Stream<String> lines = Files.lines(status(process))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1_024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether another replica of the same service runs. */
    boolean hasSibling(String name) {
        String service = serviceOf(name);
        return processes().stream().filter(other -> other.startsWith(service)).count() > 1;
    }

    private static String serviceOf(String name) {
        return name.replaceFirst("-[0-9]+$", "");
    }

    /** The services among them. */
    List<String> services() {
        return processes().stream().filter(name -> !SERVERS.contains(name)).toList();
    }

    /** What commands take as {@code --state}. */
    Path state() {
        return folder.path();
    }

    /** All that it has written so far. */
    WrittenFiles written() {
        return new WrittenFiles(folder.path());
    }

    /** What a process has said since it was started first. */
    Path log(String name) {
        return folder.log(name);
    }

    /** Kills a process as {@code kill -9} does and waits until its successor answers. */
    void kill(String name) {
        long pid = pid(name);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await("restart of " + name).atMost(RESTART).until(() -> isRunningAsOther(name, pid));
    }

    /** Stops a process in order, as {@code kill} does, and waits until its successor answers. */
    void terminate(String name) {
        long pid = pid(name);
        ProcessHandle.of(pid).orElseThrow().destroy();
        await("restart of " + name).atMost(RESTART).until(() -> isRunningAsOther(name, pid));
    }

    /** Freezes processes with all their children: connections stay open, and new ones are accepted and never answered. */
    void freeze(List<String> names) {
        names.forEach(name -> signal("STOP", name));
    }

    /** Lets them go on where they were. */
    void thaw(List<String> names) {
        names.forEach(name -> signal("CONT", name));
    }

    /** Takes a process away until {@link #bringBack}. */
    void takeAway(String name) {
        stack.suspend(name);
    }

    void bringBack(String name) {
        long pid = file().pidOf(name).orElse(NO_PROCESS);
        stack.resume(name);
        await("return of " + name).atMost(RESTART).until(() -> isRunningAsOther(name, pid));
    }

    /** Rows of every table and records of every topic, but for attempts: what could not be delivered before goes on being tried. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>(databases().rowCounts());
        counts.remove("webhook.attempts");
        counts.putAll(topics().recordCounts());
        return counts;
    }

    /** The same once nothing changes any more. */
    Map<String, Long> settledCounts() {
        AtomicReference<Map<String, Long>> last = new AtomicReference<>(Map.of());
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            Map<String, Long> now = counts();
            return now.equals(last.getAndSet(now)) && databases().unpublished() == 0;
        });
        return last.get();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onAbort);
        stack.close();
    }

    private long pid(String name) {
        return file().pidOf(name).orElseThrow();
    }

    private void signal(String signal, String name) {
        ProcessHandle process = ProcessHandle.of(pid(name)).orElseThrow();
        Stream<String> pids =
                Stream.concat(Stream.of(process), process.descendants()).map(each -> Long.toString(each.pid()));
        List<String> command =
                Stream.concat(Stream.of("kill", "-" + signal), pids).toList();
        try {
            assertThat(new ProcessBuilder(command).start().waitFor())
                    .as(command.toString())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean isRunningAsOther(String name, long pid) {
        return file().processes().stream().anyMatch(process -> process.name().equals(name) && process.pid() != pid);
    }

    private StackFile file() {
        try {
            return StackFile.read(folder.stackFile()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
