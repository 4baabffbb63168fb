package io.satang.events;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are not there yet, before anything consumes or publishes; existing ones are left as they are. */
@ApplicationScoped
class TopicSetup {
    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final int TIMEOUT_SECONDS = 30;

    private final KafkaSettings settings;

    TopicSetup(KafkaSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    void createMissing(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
            throws InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(settings.admin())) {
            for (NewTopic topic : topics()) {
                create(admin, topic);
            }
        }
    }

    private List<NewTopic> topics() {
        return Arrays.stream(EventType.values())
                .flatMap(type -> Stream.of(
                        topic(type.topic(), type.compacted()), topic(type.topic() + DeadLetters.SUFFIX, false)))
                .toList();
    }

    private NewTopic topic(String name, boolean compacted) {
        String policy = compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        int partitions = name.endsWith(DeadLetters.SUFFIX) ? 1 : settings.partitions();
        return new NewTopic(name, Optional.of(partitions), Optional.of(settings.replicationFactor()))
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy));
    }

    private static void create(Admin admin, NewTopic topic) throws InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            LOG.infof("created topic %s", topic.name());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create topic " + topic.name(), e.getCause());
            }
        }
    }
}
