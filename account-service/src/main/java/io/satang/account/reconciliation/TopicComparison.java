package io.satang.account.reconciliation;

import io.satang.account.AccountVersion;
import io.satang.events.EventEnvelope;
import io.satang.events.MalformedEventException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a topic says of some accounts beside what they are. The last record of an account counts, for it is the one that compaction leaves,
 * even when an older version was told again after a newer one.
 */
final class TopicComparison {
    private final Map<String, Long> present;
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    /** @param accounts those that are looked at, as they are in the database */
    TopicComparison(List<AccountVersion> accounts) {
        this.present =
                accounts.stream().collect(Collectors.toUnmodifiableMap(AccountVersion::id, AccountVersion::version));
    }

    /** Takes a record of the topic, in its order. */
    void read(ConsumerRecord<String, String> message) {
        try {
            EventEnvelope envelope = EventEnvelope.from(message);
            if (present.containsKey(envelope.aggregateId())) {
                told.put(envelope.aggregateId(), envelope.version());
            }
        } catch (MalformedEventException e) {
            // Tells of no account; those who copy accounts from the topic put it aside.
        }
    }

    /** The accounts that the topic lacks or has older. */
    List<String> untold() {
        return present.entrySet().stream()
                .filter(account -> told.getOrDefault(account.getKey(), 0L) < account.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
