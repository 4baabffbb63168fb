package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.EventType;
import io.satang.platform.kafka.TopicSpec.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strimzi has no way to read our topics and consumers, so its manifests are held against them. */
class KafkaManifestsTest {
    private static final Path STRIMZI = Path.of("../k8s/components/strimzi");
    private static final Pattern TOPIC = Pattern.compile(
            "kind: KafkaTopic\\nmetadata: \\{name: (\\S+)}\\nspec:\\n  partitions: (\\d+)\\n(?:  config: \\{(.*)}\\n)?");
    private static final Pattern COMMON = Pattern.compile("spec:\\n  replicas: (\\d+)\\n  config: \\{(.*)}\\n");
    private static final Pattern RULE =
            Pattern.compile("resource: \\{type: topic, name: (\\S+), patternType: literal}\\n\\s+operations: \\[(.*)]");

    @ParameterizedTest
    @ValueSource(strings = {"account-service", "source-service", "charge-service", "webhook-service", "offers-service"})
    void every_service_may_tell_of_requests(String service) throws IOException {
        assertThat(allowed(service).get(EventType.REQUEST_RECORDED.topic())).contains("Write");
    }

    @Test
    void every_topic_has_a_manifest_that_makes_it_as_it_has_to_be() throws IOException {
        MatchResult common =
                COMMON.matcher(read("every-topic.yaml")).results().findFirst().orElseThrow();
        int replicas = Integer.parseInt(common.group(1));

        List<NewTopic> declared = TOPIC.matcher(read("topics.yaml"))
                .results()
                .map(topic -> new NewTopic(
                                topic.group(1), Optional.of(Integer.parseInt(topic.group(2))), Optional.of((short)
                                        replicas))
                        .configs(settings(common.group(2), Optional.ofNullable(topic.group(3)))))
                .toList();

        assertThat(declared)
                .containsExactlyInAnyOrderElementsOf(TopicSpec.all(12, new Durability((short) 3, (short) 2)).stream()
                        .map(TopicSpec::newTopic)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void a_consumer_may_read_what_it_consumes_put_it_aside_and_redrive_it(EventConsumer consumer) throws IOException {
        Map<String, Set<String>> allowed = allowed(consumer.group());

        assertThat(consumer.types()).allSatisfy(type -> {
            assertThat(allowed.get(type.topic())).contains("Read", "Write");
            assertThat(allowed.get(consumer.deadLetterTopic(type.topic()))).contains("Read", "Write");
        });
    }

    /** Delete is what brokers do of themselves; a manifest need not say it. */
    private static Map<String, String> settings(String common, Optional<String> own) {
        Map<String, String> settings = new HashMap<>(Map.of("cleanup.policy", "delete"));
        settings.putAll(pairs(common));
        own.ifPresent(text -> settings.putAll(pairs(text)));
        return settings;
    }

    private static Map<String, String> pairs(String flow) {
        return Arrays.stream(flow.split(", "))
                .map(pair -> pair.split(": "))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Map<String, Set<String>> allowed(String user) throws IOException {
        String rules = Arrays.stream(read("users.yaml").split("\n---\n"))
                .filter(document -> document.contains("metadata: {name: " + user + "}"))
                .findFirst()
                .orElseThrow();
        return RULE.matcher(rules)
                .results()
                .collect(Collectors.groupingBy(
                        rule -> rule.group(1),
                        Collectors.flatMapping(
                                rule -> Arrays.stream(rule.group(2).split(", ")), Collectors.toSet())));
    }

    private static String read(String file) throws IOException {
        return Files.readString(STRIMZI.resolve(file));
    }
}
