package io.satang.platform.recording;

import io.quarkus.runtime.StartupEvent;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.RequestRecorded;
import io.satang.platform.id.Ids;
import io.satang.platform.kafka.KafkaSettings;
import io.satang.platform.recording.DroppedRequests.Reason;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Tells of what was noted, in a thread of its own. What Kafka does not take is lost, and counted. */
@ApplicationScoped
class RecordingSender {
    private static final Logger LOG = Logger.getLogger(RecordingSender.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final String ID_PREFIX = "rqst";

    private final RecordingQueue queue = new RecordingQueue();
    private final DroppedRequests dropped;
    private final Ids ids;
    private final Producer<String, String> producer;
    private final Thread thread;

    RecordingSender(KafkaSettings settings, Ids ids, DroppedRequests dropped) {
        this.ids = Objects.requireNonNull(ids, "ids");
        this.dropped = Objects.requireNonNull(dropped, "dropped");
        this.producer = new KafkaProducer<>(settings.recorder());
        this.thread = Thread.ofPlatform().name("requests").daemon().unstarted(this::run);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    @PreDestroy
    void close() {
        thread.interrupt();
        producer.close(CLOSE_TIMEOUT);
    }

    /** Where that is put which is to be told. */
    RecordingQueue queue() {
        return queue;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tell(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The callback hears of every failure, so the future has nothing to add.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void tell(Observation seen) {
        try {
            producer.send(message(seen), (metadata, failure) -> {
                if (failure != null) {
                    lost(failure);
                }
            });
        } catch (RuntimeException e) {
            // One that cannot be told is no reason to tell of none.
            lost(e);
        }
    }

    private void lost(Exception failure) {
        dropped.because(Reason.UNSENT);
        // Only what kind of failure: its message may hold what was sent.
        LOG.debugf("a request is not told: %s", failure.getClass().getName());
    }

    /** Keyed by the account, so that one consumer keeps its list. */
    private ProducerRecord<String, String> message(Observation seen) {
        String account = seen.key().accountId();
        RequestRecorded told = Redaction.of(seen, ids.next(ID_PREFIX, seen.key().livemode()));
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(),
                EventType.REQUEST_RECORDED,
                told.id(),
                1,
                account,
                seen.key().livemode(),
                told.at(),
                told.requestId());
        return new ProducerRecord<>(
                envelope.type().topic(), null, null, account, EventJson.write(told), envelope.headers());
    }
}
