package io.satang.webhook.intake;

import io.satang.events.ChargeChanged;
import io.satang.events.ConsumerRetry;
import io.satang.events.DeadLetters;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.webhook.delivery.UnstorableException;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what happens to charges. */
@ApplicationScoped
public class ChargeListener {
    // Becomes part of an id and of a JSON text.
    private static final Pattern EVENT_ID = Pattern.compile("[0-9a-z]{1,64}");

    private final EventIntake intake;
    private final AccountEndpoints accounts;
    private final DeadLetters deadLetters;

    private record Letter(ConsumerRecord<String, String> message, String reason) {}

    private record Heard(ConsumerRecord<String, String> message, Announcement announcement) {}

    /** A listener that gives what it hears to {@code intake}. */
    public ChargeListener(EventIntake intake, AccountEndpoints accounts, DeadLetters deadLetters) {
        this.intake = Objects.requireNonNull(intake, "intake");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.deadLetters = Objects.requireNonNull(deadLetters, "deadLetters");
    }

    /** Completes when every message of the batch is committed as an event, or stands on its dead-letter topic. */
    @Incoming("charges")
    public Uni<Void> on(ConsumerRecords<String, String> messages) {
        List<Heard> heard = new ArrayList<>(messages.count());
        List<Letter> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, String> message : messages) {
            try {
                announcement(message).ifPresent(announcement -> heard.add(new Heard(message, announcement)));
            } catch (MalformedEventException e) {
                unreadable.add(new Letter(message, e.getMessage()));
            }
        }
        return putAside(unreadable).chain(() -> take(heard));
    }

    private Uni<Void> putAside(List<Letter> letters) {
        return Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(this::putAside)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> putAside(Letter letter) {
        return ConsumerRetry.untilApplied(
                Uni.createFrom().deferred(() -> deadLetters.send(letter.message(), letter.reason())));
    }

    private Uni<Void> take(List<Heard> heard) {
        if (heard.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Announcement> announcements =
                heard.stream().map(Heard::announcement).toList();
        return ConsumerRetry.untilApplied(Uni.createFrom()
                .deferred(() -> accept(announcements))
                .onFailure(UnstorableException.class)
                .recoverWithUni(failure -> takeOneByOne(heard, failure)));
    }

    // Before the accounts are known nobody could say where their events go.
    private Uni<Void> accept(List<Announcement> announcements) {
        return accounts.complete()
                ? intake.accept(announcements)
                : Uni.createFrom().failure(new IllegalStateException("the accounts are not known yet"));
    }

    private Uni<Void> takeOneByOne(List<Heard> heard, Throwable failure) {
        if (heard.size() == 1) {
            return putAside(new Letter(heard.getFirst().message(), failure.getMessage()));
        }
        return Multi.createFrom()
                .iterable(heard)
                .onItem()
                .transformToUniAndConcatenate(each -> take(List.of(each)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Optional<Announcement> announcement(ConsumerRecord<String, String> message)
            throws MalformedEventException {
        EventEnvelope envelope = EventEnvelope.from(message);
        Optional<EventKey> key = EventKey.of(envelope.type());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        ChargeChanged charge = EventJson.read(message.value(), ChargeChanged.class);
        if (!EVENT_ID.matcher(envelope.id()).matches()) {
            throw new MalformedEventException("ce_id is not an event id");
        }
        if (!charge.object().text().startsWith("{")) {
            throw new MalformedEventException("object is not a JSON object");
        }
        return Optional.of(
                new Announcement(MerchantEvent.of(envelope, key.get(), charge.object()), charge.webhookEndpoints()));
    }
}
