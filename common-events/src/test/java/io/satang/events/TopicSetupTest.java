package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

    @BeforeAll
    static void createTwice() throws Exception {
        new TopicSetup(KafkaRecords.settings()).createMissing(new StartupEvent());
        new TopicSetup(KafkaRecords.settings()).createMissing(new StartupEvent());
    }

    @Test
    void everyEventHasItsTopicAndItsDeadLetters() throws ExecutionException, InterruptedException {
        Set<String> wanted = Arrays.stream(EventType.values())
                .flatMap(type -> Stream.of(type.topic(), type.topic() + ".dead-letter"))
                .collect(Collectors.toSet());

        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            assertThat(admin.listTopics().names().get()).containsAll(wanted);
        }
    }

    @Test
    void aTopicHasThePartitionsThatWereAskedFor() {
        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            assertThat(admin.describeTopics(Set.of("charge.created", "charge.created.dead-letter"))
                            .allTopicNames()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join())
                    .hasEntrySatisfying(
                            "charge.created",
                            topic -> assertThat(topic.partitions()).hasSize(4))
                    .hasEntrySatisfying(
                            "charge.created.dead-letter",
                            topic -> assertThat(topic.partitions()).hasSize(1));
        }
    }

    @Test
    void onlyAccountsAreCompacted() throws ExecutionException, InterruptedException {
        assertThat(cleanUp("account.changed")).isEqualTo("compact");
        assertThat(cleanUp("charge.created")).isEqualTo("delete");
        assertThat(cleanUp("account.changed.dead-letter")).isEqualTo("delete");
    }

    private static String cleanUp(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaRecords.bootstrapServers()))) {
            return admin.describeConfigs(Set.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("cleanup.policy")
                    .value();
        }
    }
}
