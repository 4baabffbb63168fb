package io.satang.charge.source;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.satang.charge.TestTopics;
import io.satang.charge.decision.SampleSources;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.id.SourceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes sources, and sees to it that the service can know of them. */
@ApplicationScoped
public class TestSources {
    private final OpenSources held;
    private final Ids ids;
    private final Clock clock;
    private final String sourceServiceUrl;
    private final TestTopics topics;

    TestSources(
            OpenSources held,
            Ids ids,
            Clock clock,
            TestTopics topics,
            @ConfigProperty(name = "satang.source-service.url") String sourceServiceUrl) {
        this.held = held;
        this.ids = ids;
        this.clock = clock;
        this.sourceServiceUrl = sourceServiceUrl;
        this.topics = topics;
    }

    /** A source that was announced on Kafka and is held by the service; nobody else could tell of it. */
    public SourceCreated announced(SampleSources sample) {
        SourceCreated source = sample.build();
        publish(source);
        await().until(() -> holds(source.sourceId()));
        return source;
    }

    /** A source that only the source-service knows, as when the client is faster than Kafka. */
    public SourceCreated unannounced(SampleSources sample) {
        SourceCreated source = sample.build();
        RestAssured.given()
                .header("Satang-Internal-Token", SourceServiceStandIn.TOKEN)
                .body(EventJson.write(source))
                .put(sourceServiceUrl + "/internal/sources")
                .then()
                .statusCode(200);
        return source;
    }

    /** Whether the service holds its own copy. */
    public boolean holds(String sourceId) {
        return held.find(new SourceId(sourceId)).await().indefinitely().isPresent();
    }

    /** Puts a record on {@code source.created} as it stands. */
    public void publishRaw(String key, String value) {
        topics.send(new ProducerRecord<>(EventType.SOURCE_CREATED.topic(), key, value));
    }

    private void publish(SourceCreated source) {
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                EventType.SOURCE_CREATED,
                source.sourceId(),
                1,
                source.accountId(),
                source.livemode(),
                clock.instant());
        topics.send(new ProducerRecord<>(
                EventType.SOURCE_CREATED.topic(),
                null,
                null,
                source.sourceId(),
                EventJson.write(source),
                envelope.headers()));
    }
}
