package io.satang.simulation.world;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.platform.key.KeyHash;
import io.satang.simulation.check.AccountChecks.Keys;
import io.satang.simulation.kernel.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * What the account-service tells of one account, whose key is rolled again and again: each version revokes the key before. A relay that was
 * replaced and does not know it tells old versions once more, and some versions are written by a newer release.
 */
final class AccountTopic implements Keys {
    private static final int ROLLS_MAX = 4;
    private static final int TOLD_LATE_PERCENT = 30;
    private static final int NEWER_RELEASE_PERCENT = 50;
    private static final Duration LATE_MAX = Duration.ofSeconds(3);

    private final String accountId;
    private final KeyHash hash;
    private final Context context;
    private final List<ConsumerRecord<String, String>> log = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private long newest;
    private int plans;

    AccountTopic(String accountId, KeyHash hash, Context context) {
        this.accountId = accountId;
        this.hash = hash;
        this.context = context;
    }

    void begin() {
        roll();
        int rolls = context.chance().between(0, ROLLS_MAX);
        long withinMillis = Math.max(1_000, context.scenario().storm().toMillis());
        for (int i = 0; i < rolls; i++) {
            plan(context.chance().millis(0, withinMillis), this::roll);
        }
    }

    String accountId() {
        return accountId;
    }

    int end() {
        return log.size();
    }

    List<ConsumerRecord<String, String>> read(int from, int to) {
        return List.copyOf(log.subList(from, to));
    }

    /** The newest version among the first records. */
    long newest(int records) {
        return versions.subList(0, records).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public String of(long version) {
        return "skey_test_simulated_" + accountId + "_" + version;
    }

    /** Whether nothing more will be told. */
    boolean settled() {
        return plans == 0;
    }

    private void roll() {
        long version = ++newest;
        ConsumerRecord<String, String> message = message(version);
        append(version, message);
        if (context.chance().percent(TOLD_LATE_PERCENT)) {
            plan(context.chance().millis(0, LATE_MAX.toMillis()), () -> {
                if (version < newest) {
                    context.scheduler().saw(Sighting.STALE_ACCOUNT_TOLD, () -> accountId + " version " + version);
                }
                append(version, message);
            });
        }
    }

    private void append(long version, ConsumerRecord<String, String> message) {
        log.add(message);
        versions.add(version);
    }

    private ConsumerRecord<String, String> message(long version) {
        String payload = payload(version);
        EventEnvelope envelope = new EventEnvelope(
                accountId + "-" + version,
                EventType.ACCOUNT_CHANGED,
                accountId,
                version,
                accountId,
                false,
                context.scheduler().now());
        return new ConsumerRecord<>(
                EventType.ACCOUNT_CHANGED.topic(),
                0,
                log.size(),
                context.scheduler().now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                accountId.length(),
                payload.length(),
                accountId,
                payload,
                new RecordHeaders(envelope.headers()),
                Optional.empty());
    }

    private String payload(long version) {
        String payload = EventJson.write(new AccountChanged(
                accountId,
                false,
                "TH",
                "THB",
                "merchant@shop.example",
                List.of("THB"),
                false,
                Optional.empty(),
                "2019-05-29",
                List.of(new AccountChanged.Key(hash.of(of(version)), KeyKind.SECRET, Optional.empty())),
                context.scheduler().now()));
        return context.chance().percent(NEWER_RELEASE_PERCENT) ? asNextReleaseWrites(payload) : payload;
    }

    /** With a member and a kind of key that this release does not know. */
    private String asNextReleaseWrites(String payload) {
        context.scheduler().saw(Sighting.NEWER_RELEASE_TOLD, () -> accountId);
        String unknownKind = EventJson.write(new AccountChanged.Key("00", KeyKind.PUBLIC, Optional.empty()))
                .replace("PUBLIC", "OF_THE_NEXT_RELEASE")
                .replace("public", "of_the_next_release");
        return payload.replaceFirst("\\{", "{\"of_the_next_release\":{\"a\":[1]},")
                .replaceFirst("\\[\\{\"hash", "[" + unknownKind + ",{\"hash");
    }

    private void plan(Duration delay, Runnable work) {
        plans++;
        context.scheduler().after(context.scheduler().world(), delay, () -> {
            plans--;
            work.run();
        });
    }
}
