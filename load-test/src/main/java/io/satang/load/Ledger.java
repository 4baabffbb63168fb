package io.satang.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What became of every payment of a run: which charges were accepted, which were paid, which webhooks came for them.
 * A webhook may overtake the answer that it is about, so either can come first. Lives on one event loop.
 */
final class Ledger {

    /** What is counted. */
    enum Fact {
        ACCEPTED,
        PAID,
        CREATE_WEBHOOK,
        COMPLETE_WEBHOOK,
        /** Paid, and both webhooks arrived: one payment. */
        FINISHED,
        /** A payment was told to have earned its reward. */
        REDEEMED_WEBHOOK,
        /** The same event once more, which a merchant must expect. */
        REPEATED_WEBHOOK
    }

    private final Map<String, Entry> charges = new HashMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Set<Long> secondsOfRefusal = new HashSet<>();
    private final EnumMap<Fact, Long> counts = new EnumMap<>(Fact.class);
    private final Latencies latencies = new Latencies();
    private final Backlog backlog = new Backlog();
    private boolean measuring;

    Ledger() {
        for (Fact fact : Fact.values()) {
            counts.put(fact, 0L);
        }
    }

    /** From now on times are recorded, or no longer. */
    void measure(boolean on) {
        measuring = on;
    }

    void took(Step step, long nanos) {
        if (measuring) {
            latencies.record(step, nanos);
        }
    }

    void accepted(String charge, long nanoTime) {
        if (entry(charge).createEvent.isEmpty()) {
            backlog.due(create(charge), nanoTime);
        }
        add(Fact.ACCEPTED);
    }

    void paid(String charge, long nanoTime) {
        Entry entry = entry(charge);
        entry.paid = true;
        entry.paidAt = nanoTime;
        add(Fact.PAID);
        if (entry.completeSeen()) {
            // It overtook the answer to the payer: no time at all.
            took(Step.WEBHOOK, 0);
        } else {
            backlog.due(complete(charge), nanoTime);
        }
        countIfFinished(entry);
    }

    /** One webhook has arrived; {@code key} is the event's name. */
    void webhook(String charge, String key, String event, long nanoTime) {
        switch (key) {
            case "charge.create" -> {
                backlog.arrived(create(charge));
                created(entry(charge), event);
            }
            case "charge.complete" -> {
                backlog.arrived(complete(charge));
                completed(entry(charge), event, nanoTime);
            }
            case "offer.redeemed" -> add(Fact.REDEEMED_WEBHOOK);
            case "offer.live", "card.linked" -> {
                // Of the offer that was made for this run.
            }
            default -> error("unexpected webhook " + key);
        }
    }

    void error(String what) {
        errors.merge(what, 1L, Long::sum);
    }

    /** A payment has failed. */
    void refused(String why, long nanoTime) {
        error(why);
        secondsOfRefusal.add(TimeUnit.NANOSECONDS.toSeconds(nanoTime));
    }

    /** In how many seconds a payment has failed. */
    int secondsOfRefusal() {
        return secondsOfRefusal.size();
    }

    long count(Fact fact) {
        return counts.getOrDefault(fact, 0L);
    }

    Map<String, Long> errors() {
        return Map.copyOf(errors);
    }

    Latencies latencies() {
        return latencies;
    }

    /** Webhooks that must still come: one for each accepted charge, one more for each paid one. */
    long missingWebhooks() {
        return backlog.size();
    }

    /** For how long the oldest of them has been due. */
    Duration backlogAge(long nanoTime) {
        return backlog.age(nanoTime);
    }

    /** Charges that were paid, for a look at what the API says of them. */
    List<String> paidCharges() {
        return charges.entrySet().stream()
                .filter(charge -> charge.getValue().paid)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void created(Entry entry, String event) {
        if (entry.createEvent.isEmpty()) {
            entry.createEvent = event;
            add(Fact.CREATE_WEBHOOK);
            countIfFinished(entry);
        } else {
            repeated(entry.createEvent, event);
        }
    }

    private void completed(Entry entry, String event, long nanoTime) {
        if (entry.completeSeen()) {
            repeated(entry.completeEvent, event);
            return;
        }
        entry.completeEvent = event;
        add(Fact.COMPLETE_WEBHOOK);
        if (entry.paid) {
            took(Step.WEBHOOK, nanoTime - entry.paidAt);
        }
        countIfFinished(entry);
    }

    private void repeated(String first, String event) {
        add(Fact.REPEATED_WEBHOOK);
        if (!first.equals(event)) {
            error("one event came under two ids");
        }
    }

    private void countIfFinished(Entry entry) {
        if (entry.paid && entry.completeSeen() && !entry.createEvent.isEmpty()) {
            add(Fact.FINISHED);
        }
    }

    private void add(Fact fact) {
        counts.merge(fact, 1L, Long::sum);
    }

    private static String create(String charge) {
        return charge + " create";
    }

    private static String complete(String charge) {
        return charge + " complete";
    }

    private Entry entry(String charge) {
        return charges.computeIfAbsent(charge, id -> new Entry());
    }

    private static final class Entry {
        private boolean paid;
        private long paidAt;
        private String createEvent = "";
        private String completeEvent = "";

        private boolean completeSeen() {
            return !completeEvent.isEmpty();
        }
    }
}
