package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.satang.events.Sizes;
import io.satang.platform.kafka.TopicSetup.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The topics of a real Kafka. */
class TopicSetupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeAll
    static void create_twice() throws Exception {
        KafkaRecords.createTopics();
        KafkaRecords.createTopics();
    }

    @Test
    void every_event_has_its_topic_and_every_consumer_its_dead_letters_and_nobody_else() throws Exception {
        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            "account.changed",
                            "source.created",
                            "charge.updated",
                            "charge.created.source-service.dead-letter",
                            "charge.updated.webhook-service.dead-letter")
                    .doesNotContain(
                            "charge.created.dead-letter",
                            "account.changed.dead-letter",
                            "charge.updated.source-service.dead-letter");
        }
    }

    @Test
    void a_topic_has_the_partitions_that_were_asked_for() throws Exception {
        assertThat(describe("charge.created").partitions()).hasSize(4);
        assertThat(describe("charge.created.source-service.dead-letter").partitions())
                .hasSize(1);
    }

    @Test
    void only_accounts_are_compacted() throws Exception {
        assertThat(setting("account.changed", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("charge.created", "cleanup.policy")).isEqualTo("delete");
        assertThat(setting("account.applied", "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void what_replicas_tell_of_themselves_is_kept_for_minutes() throws Exception {
        assertThat(describe("account.applied").partitions()).hasSize(1);
        assertThat(setting("account.applied", "retention.ms")).isEqualTo("600000");
    }

    @Test
    void a_topic_takes_the_largest_record() throws Exception {
        assertThat(Integer.parseInt(setting("charge.created", "max.message.bytes")))
                .isGreaterThanOrEqualTo(Sizes.RECORD_BYTES_MAX);
    }

    @Test
    void topics_that_fit_are_right() throws Exception {
        assertThat(found(KafkaRecords.topics(Mode.VERIFY, 4))).isEqualTo(new TopicsFound.Right());
    }

    @Test
    void verifying_says_what_is_wrong_and_what_to_do_and_changes_nothing() throws Exception {
        TopicsFound found = found(KafkaRecords.topics(Mode.VERIFY, 5));

        assertThat(found.problems()).contains("charge.created has 4 partitions: add partitions up to 5");
        assertThat(describe("charge.created").partitions()).hasSize(4);
    }

    @Test
    void too_few_replicas_and_too_little_durability_are_wrong() throws Exception {
        TopicSetup asProduction = new TopicSetup(
                KafkaRecords.settings(), Mode.VERIFY, 4, (short) 3, (short) 2, false, new SimpleMeterRegistry());

        assertThat(found(asProduction).problems())
                .contains(
                        "charge.created has 1 replicas: reassign its partitions to 3",
                        "charge.created has min.insync.replicas 1: set it to at least 2");
    }

    @Test
    void accounts_that_are_not_compacted_and_records_that_do_not_fit_are_wrong() throws Exception {
        set("account.changed", "cleanup.policy", "delete");
        set("charge.expired", "max.message.bytes", "1000");
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    found(KafkaRecords.topics(Mode.VERIFY, 4)).problems())
                            .containsExactlyInAnyOrder(
                                    "account.changed has cleanup.policy delete: set it to compact",
                                    "charge.expired has max.message.bytes 1000: set it to at least "
                                            + Sizes.RECORD_BYTES_MAX));
        } finally {
            set("account.changed", "cleanup.policy", "compact");
            set("charge.expired", "max.message.bytes", Integer.toString(TopicSpec.MESSAGE_BYTES_MAX));
        }
    }

    @Test
    void without_a_broker_a_service_starts_and_says_that_it_does_not_know() throws Exception {
        TopicSetup setup = new TopicSetup(
                KafkaRecords.settings("127.0.0.1:1"),
                Mode.VERIFY,
                4,
                (short) 1,
                (short) 1,
                false,
                new SimpleMeterRegistry());
        long start = System.nanoTime();

        setup.prepare(new StartupEvent());
        setup.stop(new ShutdownEvent());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(setup.found()).isInstanceOf(TopicsFound.Unknown.class);
        assertThat(new TopicsReady(setup).call().getStatus().name()).isEqualTo("UP");
    }

    @Test
    void a_service_with_wrong_topics_is_not_ready() throws Exception {
        TopicSetup setup = KafkaRecords.topics(Mode.VERIFY, 5);
        setup.look();

        assertThat(new TopicsReady(setup).call().getStatus().name()).isEqualTo("DOWN");
    }

    @Test
    void where_kafka_is_required_a_service_without_it_does_not_start_and_says_what_to_do() {
        assertThatThrownBy(
                        () -> required(KafkaRecords.settings("127.0.0.1:1"), 4).prepare(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Kafka does not answer")
                .hasMessageContaining("check KAFKA_BOOTSTRAP_SERVERS")
                .hasMessageNotContaining("\n");
    }

    @Test
    void where_kafka_is_required_a_service_with_wrong_topics_does_not_start_and_says_what_to_do() {
        assertThatThrownBy(() -> required(KafkaRecords.settings(), 5).prepare(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("charge.created has 4 partitions: add partitions up to 5")
                .hasMessageNotContaining("\n");
    }

    @Test
    void where_kafka_is_required_a_service_starts_with_it() throws Exception {
        TopicSetup setup = required(KafkaRecords.settings(), 4);

        setup.prepare(new StartupEvent());
        setup.stop(new ShutdownEvent());

        assertThat(setup.found()).isEqualTo(new TopicsFound.Right());
    }

    private static TopicSetup required(KafkaSettings settings, int partitions) {
        return new TopicSetup(
                settings,
                Mode.VERIFY,
                TopicSpec.all(partitions, new TopicSpec.Durability((short) 1, (short) 1)),
                true,
                Duration.ofSeconds(1),
                new SimpleMeterRegistry());
    }

    private static TopicsFound found(TopicSetup setup) throws InterruptedException {
        setup.look();
        return setup.found();
    }

    private static TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            return admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic);
        }
    }

    private static String setting(String topic, String name) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            return admin.describeConfigs(Set.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }

    private static void set(String topic, String name, String value) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
