package io.satang.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka node, broker and KRaft controller, on loopback ports in a JVM of its own.
 *
 * @param dataFolder     where its settings and logs live; formatted before the first start
 * @param port           where clients connect, on 127.0.0.1
 * @param controllerPort where the controller listens, on 127.0.0.1
 * @param heapMegabytes  the most heap that its JVM may take
 * @param jvm            how its JVM is started
 */
public record KafkaBroker(Path dataFolder, int port, int controllerPort, int heapMegabytes, Jvm jvm)
        implements Program {
    private static final int FORMATTING_HEAP_MEGABYTES = 128;
    private static final String HOST = "127.0.0.1";
    private static final int ANSWER_TIMEOUT_MILLIS = 3_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    public KafkaBroker {
        dataFolder = dataFolder.toAbsolutePath();
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** Writes the settings each time, since the ports may have changed, and formats the log folder once. */
    @Override
    public void prepare() throws IOException {
        Files.createDirectories(dataFolder);
        try (Writer writer = Files.newBufferedWriter(settingsFile())) {
            settings().store(writer, null);
        }
        if (!Files.exists(logFolder().resolve("meta.properties"))) {
            Commands.run(java(
                    formatter(),
                    FORMATTING_HEAP_MEGABYTES,
                    List.of(
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            Uuid.randomUuid().toString(),
                            "-c",
                            settingsFile().toString())));
        }
    }

    /** Knows what the broker knows, and learns nothing for it. */
    private Jvm formatter() {
        return switch (jvm.cache()) {
            case ClassCache.Taken taken -> new Jvm(Compilation.QUICK, taken);
            case ClassCache.None none -> Jvm.of(Compilation.QUICK);
            case ClassCache.Recorded recorded -> Jvm.of(Compilation.QUICK);
        };
    }

    @Override
    public ProcessBuilder command() {
        return new ProcessBuilder(
                java(jvm, heapMegabytes, List.of("kafka.Kafka", settingsFile().toString())));
    }

    @Override
    public Duration stopTimeout() {
        return jvm.stopTimeout();
    }

    /** Ready when the controller knows a broker that takes requests: topics cannot be made on one that is still fenced. */
    @Override
    public boolean isReady() {
        return listens() && hasBroker();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hasBroker() {
        try (Admin admin = admin()) {
            return !admin.describeCluster()
                    .nodes()
                    .get(ANSWER_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // Kafka looks for its own classes through the thread's class loader, which in a test of Quarkus is another one's.
    private Admin admin() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Admin.class.getClassLoader());
        try {
            return Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MILLIS));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                // A fixed quorum, unlike a dynamic one, does not store the controller's port, which may change between
                // starts.
                "controller.quorum.voters", "1@" + HOST + ":" + controllerPort,
                "log.dirs", logFolder().toString(),
                "auto.create.topics.enable", "false"));
        settings.putAll(singleNode());
        settings.putAll(modestMemory());
        return settings;
    }

    private static Map<String, String> singleNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> modestMemory() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                // By default the log cleaner alone takes 128 MiB of heap.
                "log.cleaner.dedupe.buffer.size", "8388608",
                "log.segment.bytes", "67108864",
                "log.retention.bytes", "268435456",
                "log.retention.hours", "168");
    }

    private Path settingsFile() {
        return dataFolder.resolve("server.properties");
    }

    private Path logFolder() {
        return dataFolder.resolve("log");
    }

    private static List<String> java(Jvm jvm, int heapMegabytes, List<String> mainAndArguments) {
        try {
            List<String> command = jvm.command(heapMegabytes);
            command.addAll(List.of(
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    // It warns of every new log that it is empty.
                    "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.controller.QuorumController=error",
                    "-Dorg.slf4j.simpleLogger.showDateTime=true",
                    "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                    "-cp",
                    KafkaJars.classPath()));
            command.addAll(mainAndArguments);
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack Kafka", e);
        }
    }
}
