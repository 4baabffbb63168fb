package io.satang.stack.run;

import io.satang.embedded.Program;
import io.satang.platform.key.TestKeys;
import io.satang.stack.gateway.Upstreams;
import io.satang.stack.run.ServiceProgram.Readiness;
import io.satang.stack.run.StackFile.RunsAs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The supervised processes of a stack. */
final class Fleet implements Upstreams, AutoCloseable {
    /** Flyway's own word, in the log of a service that does not start. */
    private static final String MIGRATION_FAILURE = "FlywayValidateException";

    private static final Duration KEYS_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration KEYS_PAUSE = Duration.ofMillis(50);

    private final Plan plan;
    private final StackFolder folder;
    private final String baseUrl;
    private final String repeated;
    private final Consumer<String> say;
    private final Supervised postgres;
    private final Supervised kafka;
    private final List<Member> members;
    private volatile boolean ready;

    /** A replica of a service. */
    private record Member(Plan.Replica replica, Supervised process, ReadinessProbe probe) {
        boolean isOf(String module) {
            return replica.service().module().equals(module);
        }

        boolean isReady() {
            return process.isUp() && probe.readiness() == Readiness.READY;
        }

        int port() {
            return replica.program().ports().api();
        }
    }

    Fleet(Plan plan, StackFolder folder, String baseUrl, String repeated, Consumer<String> say) {
        this.plan = plan;
        this.folder = folder;
        this.baseUrl = baseUrl;
        this.repeated = repeated;
        this.say = say;
        this.postgres = supervised(plan.postgres());
        this.kafka = supervised(plan.kafka());
        this.members = plan.replicas().stream().map(this::member).toList();
    }

    private Member member(Plan.Replica replica) {
        ServiceProgram program = replica.program();
        return new Member(replica, supervised(program), ReadinessProbe.start(program.name(), program::readiness));
    }

    private Supervised supervised(Program program) {
        return new Supervised(program, folder, say, this::writeStackFile);
    }

    /**
     * Starts the servers side by side, then the services side by side, and waits until all answer and know the test accounts' keys.
     *
     * @throws StackException when one of them does not start
     */
    void start() {
        try {
            CompletableFuture<Void> databases = postgres.start().thenRunAsync(this::createDatabases);
            CompletableFuture.allOf(databases, kafka.start()).join();
            CompletableFuture.allOf(
                            needed().map(member -> member.process().start()).toArray(CompletableFuture[]::new))
                    .join();
            needed().forEach(Fleet::awaitTestKeys);
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new StackException(explained(String.valueOf(cause.getMessage())), cause);
        }
        ready = true;
        writeStackFile();
        startTheRest();
    }

    private Stream<Member> needed() {
        return members.stream().filter(member -> member.replica().service().isNeeded());
    }

    /** It does not take from the time until payments can be made; whoever asks for it before it answers is told to come again. */
    private void startTheRest() {
        members.stream()
                .filter(member -> !member.replica().service().isNeeded())
                .map(Member::process)
                .forEach(process -> Thread.startVirtualThread(() -> startAlone(process)));
    }

    private void startAlone(Supervised process) {
        try {
            process.start().join();
            writeStackFile();
        } catch (CompletionException e) {
            say.accept(process.name() + " does not start: " + e.getMessage());
        }
    }

    /** A service that has started first may not have heard of the accounts that another one seeds. */
    private static void awaitTestKeys(Member member) {
        String path = member.replica().service().pathForMerchants();
        long deadline = System.nanoTime() + KEYS_TIMEOUT.toNanos();
        for (String key : List.of(TestKeys.SATANG_SECRET, TestKeys.OTHER_SECRET)) {
            while (!member.replica().program().knows(key, path)) {
                if (System.nanoTime() > deadline) {
                    throw new StackException(member.process().name() + " does not know the test accounts");
                }
                LockSupport.parkNanos(KEYS_PAUSE.toNanos());
            }
        }
    }

    /** Those that are ready; while none is, those whose process is there, as a client has no better choice. */
    @Override
    public List<Integer> ports(String service) {
        List<Integer> ready = ports(service, Member::isReady);
        return ready.isEmpty() ? ports(service, member -> member.process().isUp()) : ready;
    }

    private String explained(String failure) {
        return failure.contains(MIGRATION_FAILURE)
                ? "the databases in " + folder.path() + " are of another version: ./satang up --fresh" + repeated
                        + " forgets them"
                : failure;
    }

    @Override
    public boolean answers(String service, int port) {
        return ports(service, Member::isReady).isEmpty()
                || members.stream()
                        .filter(member -> member.port() == port)
                        .noneMatch(member -> member.probe().readiness() == Readiness.SILENT);
    }

    private List<Integer> ports(String service, Predicate<Member> condition) {
        return members.stream()
                .filter(member -> member.isOf(service))
                .filter(condition)
                .map(Member::port)
                .toList();
    }

    /** Takes a process down, in order, until {@link #resume}. */
    void suspend(String process) {
        supervised(process).suspend();
    }

    /** Starts what was suspended. */
    void resume(String process) {
        supervised(process).resume();
    }

    private Supervised supervised(String process) {
        return Stream.concat(Stream.of(postgres, kafka), members.stream().map(Member::process))
                .filter(supervised -> supervised.name().equals(process))
                .findFirst()
                .orElseThrow(() -> new StackException("nothing here is called " + process));
    }

    /** Stops the services side by side, then the servers that they use. */
    @Override
    public void close() {
        members.forEach(member -> member.probe().close());
        // Not in the common pool, which may have one thread only and tells the supervisors that their processes have
        // ended.
        CompletableFuture.allOf(members.stream()
                        .map(member -> CompletableFuture.runAsync(member.process()::close, Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        kafka.close();
        postgres.close();
    }

    private void createDatabases() {
        try {
            for (Service service : Service.values()) {
                if (service.database().isPresent()) {
                    plan.postgres().address().createDatabase(service.database().get());
                }
            }
        } catch (SQLException e) {
            throw new StackException("cannot create the databases: " + e.getMessage(), e);
        }
    }

    private synchronized void writeStackFile() {
        try {
            new StackFile(
                            baseUrl,
                            ready,
                            plan.postgres().address(),
                            plan.kafka().bootstrapServers(),
                            processes())
                    .write(folder.stackFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.stackFile(), e);
        }
    }

    private List<RunsAs> processes() {
        List<RunsAs> processes = new ArrayList<>();
        processes.add(new RunsAs(StackFile.GATEWAY, ProcessHandle.current().pid(), port(baseUrl), OptionalInt.empty()));
        Stream.concat(
                        Stream.of(
                                running(postgres, plan.postgres().port(), OptionalInt.empty()),
                                running(kafka, plan.kafka().port(), OptionalInt.empty())),
                        members.stream().map(Fleet::running))
                .forEach(processes::addAll);
        return processes;
    }

    private static List<RunsAs> running(Member member) {
        OptionalInt management =
                OptionalInt.of(member.replica().program().ports().management());
        return running(member.process(), member.port(), management);
    }

    private static List<RunsAs> running(Supervised supervised, int port, OptionalInt management) {
        return supervised.process().stream()
                .map(process -> new RunsAs(supervised.name(), process.pid(), OptionalInt.of(port), management))
                .toList();
    }

    private static OptionalInt port(String url) {
        return OptionalInt.of(URI.create(url).getPort());
    }
}
