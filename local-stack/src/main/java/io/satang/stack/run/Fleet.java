package io.satang.stack.run;

import io.satang.embedded.Program;
import io.satang.stack.gateway.Upstreams;
import io.satang.stack.run.StackFile.RunsAs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The supervised processes of a stack. */
final class Fleet implements Upstreams, AutoCloseable {
    private final Plan plan;
    private final StackFolder folder;
    private final String baseUrl;
    private final Consumer<String> say;
    private final Supervised postgres;
    private final Supervised kafka;
    private final List<Member> members;
    private volatile boolean ready;

    /** A replica of a service. */
    private record Member(Plan.Replica replica, Supervised process) {
        boolean takesRequests(String module) {
            return replica.service().module().equals(module) && process.isUp();
        }
    }

    Fleet(Plan plan, StackFolder folder, String baseUrl, Consumer<String> say) {
        this.plan = plan;
        this.folder = folder;
        this.baseUrl = baseUrl;
        this.say = say;
        this.postgres = supervised(plan.postgres());
        this.kafka = supervised(plan.kafka());
        this.members = plan.replicas().stream()
                .map(replica -> new Member(replica, supervised(replica.program())))
                .toList();
    }

    private Supervised supervised(Program program) {
        return new Supervised(program, folder, say, this::writeStackFile);
    }

    /**
     * Starts the servers side by side, then the services side by side, and waits until all answer.
     *
     * @throws StackException when one of them does not start
     */
    void start() {
        try {
            CompletableFuture<Void> databases = postgres.start().thenRunAsync(this::createDatabases);
            CompletableFuture.allOf(databases, kafka.start()).join();
            CompletableFuture.allOf(members.stream()
                            .map(member -> member.process().start())
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw new StackException(e.getCause().getMessage(), e.getCause());
        }
        ready = true;
        writeStackFile();
    }

    @Override
    public List<Integer> ports(String service) {
        return members.stream()
                .filter(member -> member.takesRequests(service))
                .map(member -> member.replica().program().port())
                .toList();
    }

    /** Stops the services side by side, then the servers that they use. */
    @Override
    public void close() {
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
                plan.postgres().address().createDatabase(service.database());
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
        processes.add(new RunsAs(StackFile.GATEWAY, ProcessHandle.current().pid(), port(baseUrl)));
        Stream.concat(
                        Stream.of(
                                running(postgres, plan.postgres().port()),
                                running(kafka, plan.kafka().port())),
                        members.stream()
                                .map(member -> running(
                                        member.process(),
                                        member.replica().program().port())))
                .forEach(processes::addAll);
        return processes;
    }

    private static List<RunsAs> running(Supervised supervised, int port) {
        return supervised.process().stream()
                .map(process -> new RunsAs(supervised.name(), process.pid(), OptionalInt.of(port)))
                .toList();
    }

    private static OptionalInt port(String url) {
        return OptionalInt.of(URI.create(url).getPort());
    }
}
