package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.Merchant;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import io.satang.platform.kafka.EventConsumer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New charges while those who consume their events are behind; the test is that consumer. */
@QuarkusTest
class BackPressureTest {
    private static final String GROUP = EventConsumer.WEBHOOK_SERVICE.group();
    private static final String TOPIC = "charge.created";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TestSources sources;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    private Admin admin;

    @BeforeEach
    void open() {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    @AfterEach
    void close() throws Exception {
        commit(ends());
        // Whoever has not been seen to catch up is not seen to fall behind again either.
        await().atMost(PATIENCE).until(() -> lagRecords() == 0);
        admin.close();
    }

    @Test
    void a_charge_waits_a_little_while_a_consumer_that_moves_is_behind() throws Exception {
        charge();
        await().atMost(PATIENCE).until(() -> !ends().isEmpty());
        Map<TopicPartition, Long> start = ends();
        commit(start.keySet().stream().collect(Collectors.toMap(Function.identity(), partition -> 0L)));

        await().atMost(PATIENCE).until(() -> behindSeconds() > 2.6);
        assertThat(charge()).isGreaterThan(Duration.ofMillis(240));

        commit(ends());
        await().atMost(PATIENCE).until(() -> behindSeconds() == 0);
    }

    @Test
    void nothing_waits_for_a_consumer_that_stands_still() throws Exception {
        charge();
        await().atMost(PATIENCE).until(() -> !ends().isEmpty());
        commit(ends().keySet().stream().collect(Collectors.toMap(Function.identity(), partition -> 0L)));
        await().atMost(PATIENCE).until(() -> behindSeconds() > 2.6);

        await().atMost(PATIENCE).until(() -> behindSeconds() == 0);
    }

    private Duration charge() {
        SourceCreated source = sources.announced(SampleSources.points());
        long start = System.nanoTime();
        Merchant.SATANG.charge(source).then().statusCode(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private double behindSeconds() {
        return metrics.get("satang.consumers.behind.seconds").gauge().value();
    }

    private double lagRecords() {
        return metrics.get("satang.consumer.lag.records")
                .tags("consumer", GROUP, "topic", TOPIC)
                .gauge()
                .value();
    }

    /** Where the partitions end that have something in them. */
    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions =
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC).partitions().stream()
                        .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                        .toList();
        return admin
                .listOffsets(partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private void commit(Map<TopicPartition, Long> offsets) throws Exception {
        admin.alterConsumerGroupOffsets(
                        GROUP,
                        offsets.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, offset -> new OffsetAndMetadata(offset.getValue()))))
                .all()
                .get(10, TimeUnit.SECONDS);
    }
}
