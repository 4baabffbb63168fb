package io.satang.webhook.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far the delivery of an event to one endpoint has come.
 *
 * @param slot          which of the event's endpoints, from 0
 * @param uri           where it goes, or was sent last
 * @param attempts      how many attempts have been made
 * @param nextAttemptAt when the next one is to be made; empty when there will be none, and while one is under way
 */
public record EventDelivery(
        int slot, String uri, DeliveryStatus status, int attempts, Optional<Instant> nextAttemptAt) {

    public EventDelivery {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(nextAttemptAt, "nextAttemptAt");
    }

    /**
     * All deliveries of an event.
     *
     * @param undelivered those that are not delivered, which are kept
     * @param attempts    of all deliveries: they tell of those that are not kept
     */
    static List<EventDelivery> all(List<EventDelivery> undelivered, List<WebhookDelivery> attempts) {
        Map<Integer, EventDelivery> open =
                undelivered.stream().collect(Collectors.toMap(EventDelivery::slot, Function.identity()));
        Stream<EventDelivery> over = attempts.stream()
                .filter(attempt -> !open.containsKey(attempt.slot()))
                .collect(Collectors.groupingBy(WebhookDelivery::slot))
                .values()
                .stream()
                .map(EventDelivery::over);
        return Stream.concat(open.values().stream(), over)
                .sorted(Comparator.comparingInt(EventDelivery::slot))
                .toList();
    }

    // A repetition may have been under way when the endpoint took it.
    private static EventDelivery over(List<WebhookDelivery> attempts) {
        boolean delivered = attempts.stream().anyMatch(WebhookDelivery::success);
        WebhookDelivery last = attempts.getLast();
        return new EventDelivery(
                last.slot(),
                last.uri(),
                delivered ? DeliveryStatus.DELIVERED : DeliveryStatus.WITHDRAWN,
                attempts.size(),
                Optional.empty());
    }
}
