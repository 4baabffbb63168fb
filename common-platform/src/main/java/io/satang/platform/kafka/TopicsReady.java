package io.satang.platform.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A service whose topics are wrong is not ready, so that a rollout stops where nothing is lost yet. A Kafka that does not answer is no reason:
 * every write needs the database alone.
 */
@Readiness
@ApplicationScoped
class TopicsReady implements HealthCheck {
    private final TopicSetup topics;

    TopicsReady(TopicSetup topics) {
        this.topics = Objects.requireNonNull(topics, "topics");
    }

    @Override
    public HealthCheckResponse call() {
        TopicsFound found = topics.found();
        return HealthCheckResponse.named("topics")
                .withData("found", found.summary())
                .status(found.problems().isEmpty())
                .build();
    }
}
