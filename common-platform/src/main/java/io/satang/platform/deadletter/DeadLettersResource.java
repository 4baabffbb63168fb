package io.satang.platform.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.satang.events.EventType;
import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.deadletter.LetterRedrive.Listed;
import io.satang.platform.deadletter.LetterRedrive.Redriven;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.http.RequestId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.kafka.EventConsumer;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What this service's consumer has put aside, for operators (docs/kafka.md). The gateway never routes it. */
@Path("/internal/dead-letters")
@Singleton
@AnswersInTime(seconds = 10)
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
public class DeadLettersResource {
    private static final Logger LOG = Logger.getLogger(DeadLettersResource.class);
    private static final int WAITING_MAX = 8;

    private final LetterRedrive letters;
    private final String service;
    // Everything about it blocks, and one after the other is soon enough.
    private final ExecutorService desk = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().name("dead-letter-desk").daemon().factory());

    DeadLettersResource(LetterRedrive letters, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.letters = Objects.requireNonNull(letters, "letters");
        this.service = Objects.requireNonNull(service, "service");
    }

    private record TopicView(String topic, long waiting) {}

    private record TopicsView(String object, List<TopicView> data) {}

    private record LetterView(
            String topic,
            int partition,
            long offset,
            Optional<String> key,
            String cause,
            String reason,
            Instant putAsideAt,
            boolean redrivable) {
        static LetterView of(Letter letter) {
            return new LetterView(
                    letter.topic(),
                    letter.place().partition(),
                    letter.place().offset(),
                    letter.key(),
                    letter.cause(),
                    letter.reason(),
                    letter.putAsideAt(),
                    letter.redrivable());
        }
    }

    private record LettersView(
            String object,
            List<LetterView> data,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {
        static LettersView of(Listed listed) {
            return new LettersView(
                    "list",
                    listed.letters().stream().map(LetterView::of).toList(),
                    listed.next().map(LetterPlace::toString));
        }
    }

    private record RedrivenView(
            int redriven,
            int kept,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> next) {}

    /** Without {@code topic}: how many letters of each topic wait. With it: its letters, 50 {@code after} one. */
    @GET
    public Uni<String> list(Params params) {
        params.requireOnly(Set.of("topic", "after"));
        EventConsumer consumer = consumer();
        if (!params.has("topic")) {
            return atTheDesk(() -> ApiJson.write(topics(letters.waiting(consumer))));
        }
        EventType type = type(consumer, params.requiredText("topic"));
        LetterPlace after =
                params.text("after").map(text -> place("after", text)).orElse(LetterPlace.START);
        return atTheDesk(() -> ApiJson.write(LettersView.of(letters.list(consumer, type, after))));
    }

    /** Sends the records of a {@code topic}'s letters there again: that of one {@code letter}, or of up to a thousand {@code after} one. */
    @POST
    @Path("redrive")
    public Uni<String> redrive(Params params) {
        params.requireOnly(Set.of("topic", "letter", "after"));
        EventConsumer consumer = consumer();
        EventType type = type(consumer, params.requiredText("topic"));
        Optional<LetterPlace> letter = params.text("letter").map(text -> place("letter", text));
        LetterPlace after =
                params.text("after").map(text -> place("after", text)).orElse(LetterPlace.START);
        String requestId = RequestId.current().orElse("none");
        String which = letter.map(LetterPlace::toString).orElse("all");
        return atTheDesk(() -> {
            // What fails half-way has sent some.
            LOG.infof(
                    "audit: actor=operator action=letters.redrive topic=%s letter=%s request=%s",
                    type.topic(), which, requestId);
            Redriven redriven = letter.map(place -> one(consumer, type, place))
                    .orElseGet(() -> letters.redriveAll(consumer, type, after));
            LOG.infof(
                    "audit: actor=operator action=letters.redriven topic=%s letter=%s count=%d kept=%d request=%s",
                    type.topic(), which, redriven.redriven(), redriven.kept(), requestId);
            return ApiJson.write(new RedrivenView(
                    redriven.redriven(), redriven.kept(), redriven.next().map(LetterPlace::toString)));
        });
    }

    private Redriven one(EventConsumer consumer, EventType type, LetterPlace place) {
        return letters.redrive(consumer, type, place)
                .orElseThrow(() ->
                        ApiException.of(404, "not_found", "letter " + place + " is not there, or was redriven before"));
    }

    private <T> Uni<T> atTheDesk(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(desk)
                .onFailure(
                        failure -> failure instanceof KafkaException || failure instanceof RejectedExecutionException)
                .transform(failure -> new ApiException(Failures.UNAVAILABLE));
    }

    /** Whose letters; a service that consumes nothing has none. */
    private EventConsumer consumer() {
        return EventConsumer.of(service).orElseThrow(() -> new ApiException(Failures.NO_ROUTE));
    }

    private static EventType type(EventConsumer consumer, String topic) {
        return consumer.types().stream()
                .filter(type -> type.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("topic", topic));
    }

    private static LetterPlace place(String name, String text) {
        return LetterPlace.parse(text).orElseThrow(() -> ApiException.badRequest(name + " is invalid"));
    }

    private static TopicsView topics(Map<String, Long> waiting) {
        return new TopicsView(
                "list",
                waiting.entrySet().stream()
                        .map(topic -> new TopicView(topic.getKey(), topic.getValue()))
                        .toList());
    }

    @PreDestroy
    void close() {
        desk.shutdownNow();
    }
}
