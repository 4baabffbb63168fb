package io.satang.platform.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.satang.platform.kafka.TopicSpec.Durability;
import io.satang.platform.kafka.TopicSpec.Found;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at start whether every topic is as it has to be, after making what is missing where this service is the one to do that. Without a
 * Kafka that answers the service starts all the same, since what it writes is safe in its database; it looks again until it knows. Where a
 * rollout has to stop at a mistake ({@code satang.kafka.required-at-start}), it does not start.
 */
@ApplicationScoped
class TopicSetup {
    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration AT_START_MAX = Duration.ofSeconds(10);
    private static final Duration REQUIRED_MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int ANSWER_SECONDS_MAX = 6;
    private static final int LOOKS_AGAIN = 5;
    private static final long MOMENT_MILLIS = 200;

    /** What to do about topics. */
    enum Mode {
        /** Make what is missing, then verify: needs the right to create topics. */
        CREATE,
        /** Only verify: needs the right to describe them. */
        VERIFY
    }

    private final KafkaSettings settings;
    private final Mode mode;
    private final List<TopicSpec> specs;
    private final boolean required;
    private final Duration requiredMax;
    private final CountDownLatch lookedOnce = new CountDownLatch(1);
    private final CountDownLatch right = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile TopicsFound found = new TopicsFound.Unknown("not looked at yet");

    @Inject
    TopicSetup(
            KafkaSettings settings,
            @ConfigProperty(name = "satang.kafka.topics", defaultValue = "verify") Mode mode,
            @ConfigProperty(name = "satang.kafka.partitions", defaultValue = "12") int partitions,
            @ConfigProperty(name = "satang.kafka.replication-factor", defaultValue = "3") short replicas,
            @ConfigProperty(name = "satang.kafka.min-insync-replicas", defaultValue = "2") short inSync,
            @ConfigProperty(name = "satang.kafka.required-at-start", defaultValue = "false") boolean required,
            MeterRegistry metrics) {
        this(
                settings,
                mode,
                TopicSpec.all(partitions, new Durability(replicas, inSync)),
                required,
                REQUIRED_MAX,
                metrics);
    }

    TopicSetup(
            KafkaSettings settings,
            Mode mode,
            List<TopicSpec> specs,
            boolean required,
            Duration requiredMax,
            MeterRegistry metrics) {
        this.settings = settings;
        this.mode = mode;
        this.specs = List.copyOf(specs);
        this.required = required;
        this.requiredMax = requiredMax;
        Gauge.builder(
                        "satang.kafka.topics.wrong.problems",
                        () -> found.problems().size())
                .description("What is wrong with topics, as the last look at them found")
                .register(metrics);
    }

    /** What the last look found. */
    TopicsFound found() {
        return found;
    }

    // Before anything consumes: a consumer of a topic that is not there yet would find it only when it looks again.
    void prepare(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
            throws InterruptedException {
        Thread.ofPlatform().name("topic-setup").daemon().start(this::lookUntilRight);
        if (!lookedOnce.await(AT_START_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("starting before Kafka has told of its topics");
        }
        if (required && !right.await(requiredMax.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ConfigurationException(
                    found.summary() + ": mend that, or check KAFKA_BOOTSTRAP_SERVERS, how to log in"
                            + " and what the network allows (docs/kafka.md)");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void lookUntilRight() {
        try {
            do {
                look();
                lookedOnce.countDown();
            } while (!(found instanceof TopicsFound.Right) && !stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once, and says what it found when that is something new. */
    void look() throws InterruptedException {
        TopicsFound before = found;
        found = ask();
        if (!found.equals(before)) {
            LOG.info(found.summary());
        }
        if (found instanceof TopicsFound.Right) {
            right.countDown();
        }
    }

    private TopicsFound ask() throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin())) {
            if (mode == Mode.CREATE) {
                create(admin);
            }
            return TopicsFound.of(settled(admin));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new TopicsFound.Unknown(String.valueOf(e instanceof ExecutionException ? e.getCause() : e));
        }
    }

    private void create(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(
                        specs.stream().map(TopicSpec::newTopic).toList())
                .values();
        for (Map.Entry<String, KafkaFuture<Void>> answer : answers.entrySet()) {
            try {
                wait(answer.getValue());
                LOG.infof("created topic %s", answer.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    // A broker may not know yet what the controller has just made.
    private List<String> settled(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        List<String> problems = problems(admin);
        for (int again = 0; again < LOOKS_AGAIN && !problems.isEmpty(); again++) {
            stopping.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            problems = problems(admin);
        }
        return problems;
    }

    private List<String> problems(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Map<String, String>> settingsThere = settings(admin);
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        specs.stream().map(TopicSpec::name).toList())
                .topicNameValues();
        List<String> problems = new ArrayList<>();
        for (TopicSpec spec : specs) {
            Optional<TopicDescription> topic =
                    described(Objects.requireNonNull(descriptions.get(spec.name()), spec.name()));
            Map<String, String> present = settingsThere.getOrDefault(spec.name(), Map.of());
            problems.addAll(topic.map(there -> spec.problems(new Found(there, present)))
                    .orElseGet(() -> List.of(spec.name() + " is missing: create it")));
        }
        return problems;
    }

    private static Optional<TopicDescription> described(KafkaFuture<TopicDescription> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return Optional.of(wait(answer));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Map<String, Map<String, String>> settings(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Map<String, String>> all = new HashMap<>();
        Map<ConfigResource, KafkaFuture<org.apache.kafka.clients.admin.Config>> answers = admin.describeConfigs(
                        specs.stream()
                                .map(spec -> new ConfigResource(ConfigResource.Type.TOPIC, spec.name()))
                                .toList())
                .values();
        for (Map.Entry<ConfigResource, KafkaFuture<org.apache.kafka.clients.admin.Config>> answer :
                answers.entrySet()) {
            try {
                all.put(
                        answer.getKey().name(),
                        wait(answer.getValue()).entries().stream()
                                .filter(entry -> entry.value() != null)
                                .collect(Collectors.toUnmodifiableMap(ConfigEntry::name, ConfigEntry::value)));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return all;
    }

    private static <T> T wait(KafkaFuture<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
