package io.satang.simulation.check;

import io.satang.platform.outbox.OutboxEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Outbox and topics: everything that was committed is published, nothing else is, versions appear in order, and the last word is the
 * newest. */
public final class TopicChecks {
    private static final Pattern ACCOUNT_VERSION = Pattern.compile("\"account_version\":(\\d+)");

    private final Verdict verdict;
    private final Map<String, OutboxEvent> committed = new LinkedHashMap<>();
    private final Map<String, OutboxEvent> unpublished = new LinkedHashMap<>();
    private final Map<Sequence, Long> latest = new HashMap<>();
    private final Map<Sequence, Long> lastWord = new HashMap<>();

    /** What is kept in order: the events of one object on one topic, which are all in one partition. */
    private record Sequence(String topic, String aggregateId) {}

    /** Checks that have seen nothing yet. */
    public TopicChecks(Verdict verdict) {
        this.verdict = verdict;
    }

    /** An event was committed with the state that it tells of. */
    public void committed(OutboxEvent event) {
        OutboxEvent other = committed.put(event.envelope().id(), event);
        verdict.require(other == null, () -> "two events have the id of " + event.envelope());
        unpublished.put(event.envelope().id(), event);
    }

    /** An event was appended to its topic. Answers whether for the first time. */
    public boolean appended(OutboxEvent event) {
        verdict.require(
                event.equals(committed.get(event.envelope().id())),
                () -> "published and not committed: " + event.envelope());
        boolean first = unpublished.remove(event.envelope().id()) != null;
        Sequence sequence =
                new Sequence(event.envelope().type().topic(), event.envelope().aggregateId());
        lastWord.put(sequence, event.envelope().version());
        if (first) {
            long before = latest.getOrDefault(sequence, 0L);
            verdict.require(
                    before < event.envelope().version(),
                    () -> "published after version " + before + ": " + event.envelope());
            latest.put(sequence, event.envelope().version());
        }
        return first;
    }

    /** The version of its account that whoever committed the event knew. */
    public static long accountVersion(OutboxEvent event) {
        Matcher version = ACCOUNT_VERSION.matcher(event.payload());
        return version.find() ? Long.parseLong(version.group(1)) : 0;
    }

    /** Every event that was committed, by its id. */
    public Map<String, OutboxEvent> committed() {
        return committed;
    }

    /** Everything is at rest. */
    public void atRest() {
        unpublished.values().forEach(event -> verdict.require(false, () -> "never published: " + event.envelope()));
        // A compacted topic keeps nothing but the last word, so a repeat must not end with an old one.
        lastWord.forEach((sequence, version) -> verdict.require(
                version.equals(latest.get(sequence)),
                () -> "the last word is version " + version + " and not " + latest.get(sequence) + ": " + sequence));
    }
}
