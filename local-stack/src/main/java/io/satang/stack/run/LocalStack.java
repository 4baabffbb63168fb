package io.satang.stack.run;

import io.satang.stack.gateway.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A running stack: PostgreSQL and Kafka, then every service, each a supervised process, with the gateway in this JVM. At most one in a
 * folder at a time.
 */
public final class LocalStack implements AutoCloseable {
    private final StackFolder folder;
    private final String baseUrl;
    private final FileChannel lock;
    private final Fleet fleet;
    private final Gateway gateway;

    private LocalStack(StackFolder folder, String baseUrl, FileChannel lock, Fleet fleet, Gateway gateway) {
        this.folder = folder;
        this.baseUrl = baseUrl;
        this.lock = lock;
        this.fleet = fleet;
        this.gateway = gateway;
    }

    /**
     * Takes the folder and the port. The gateway answers from here on, with 503 until the services are up.
     *
     * @param say told what happens, now and later, a line at a time
     * @throws StackException when something is missing or taken
     */
    public static LocalStack open(StackOptions options, Consumer<String> say) {
        try {
            options.folder().create();
            requireBuilt(options.projectFolder());
            FileChannel lock = lock(options);
            try {
                return open(options, say, lock);
            } catch (IOException | StackException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + options.folder().path(), e);
        }
    }

    /**
     * Starts everything and waits until it answers.
     *
     * @throws StackException when something does not start; the stack is to be closed then
     */
    public void start() {
        fleet.start();
    }

    /**
     * Stops one process in order and leaves it stopped until {@link #resume}, as in an outage.
     *
     * @param process as {@link StackFile} names it
     * @throws StackException when there is none of that name
     */
    public void suspend(String process) {
        fleet.suspend(process);
    }

    /** Ends the outage; does not wait until the process answers. */
    public void resume(String process) {
        fleet.resume(process);
    }

    /** What clients call. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Stops everything in order: no more requests, then the services, then the servers that they use. */
    @Override
    public void close() {
        try {
            gateway.close();
        } finally {
            fleet.close();
            release();
        }
    }

    private void release() {
        try {
            Files.deleteIfExists(folder.stackFile());
            folder.launcher().delete();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + folder.path(), e);
        }
    }

    private static void requireBuilt(Path projectFolder) {
        List<Path> missing = Arrays.stream(Service.values())
                .map(service -> service.jar(projectFolder))
                .filter(jar -> !Files.exists(jar))
                .toList();
        if (!missing.isEmpty()) {
            throw new StackException("not built yet: " + missing + "\nRun: mvn -Dquick -DskipTests package");
        }
    }

    private static LocalStack open(StackOptions options, Consumer<String> say, FileChannel lock) throws IOException {
        StackFolder folder = options.folder();
        int ended = Leftovers.end(folder);
        if (ended > 0) {
            say.accept("ended " + ended + " processes of a launcher that was killed");
        }
        if (options.fresh()) {
            folder.forget();
        }
        folder.forgetLogs();
        String baseUrl = options.front().localUrl();
        Fleet fleet = new Fleet(Plan.of(options), folder, baseUrl, options.repeated(), say);
        Gateway gateway = gateway(options, fleet);
        folder.launcher().write(ProcessHandle.current());
        return new LocalStack(folder, baseUrl, lock, fleet, gateway);
    }

    private static Gateway gateway(StackOptions options, Fleet fleet) {
        try {
            return Gateway.start(options.front().host(), options.front().port(), fleet);
        } catch (IllegalStateException e) {
            throw new StackException(
                    e.getMessage() + "\nIs another stack running? Choose a port: ./satang up --port 8081"
                            + options.repeated(),
                    e);
        }
    }

    /** Held as long as the channel is open, and by the operating system's care no longer than this process lives. */
    private static FileChannel lock(StackOptions options) throws IOException {
        StackFolder folder = options.folder();
        FileChannel channel = FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new StackException(
                    "a stack runs in " + folder.path() + " already; ./satang down" + options.repeated() + " stops it");
        }
        return channel;
    }
}
