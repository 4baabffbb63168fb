package io.satang.simulation.world;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.platform.account.CopiedAccount;
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
 * One account, and what is told of it. Its key is rolled and its webhooks move again and again: each version revokes the key before. A relay
 * that was replaced and does not know it tells old versions once more, and some versions are written by a newer release. The first version
 * has been there for long.
 */
final class AccountTopic implements Keys {
    static final KeyHash HASH = new KeyHash("pepper of the simulation");

    private static final int TOLD_LATE_PERCENT = 30;
    private static final int NEWER_RELEASE_PERCENT = 50;
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATE_MAX = Duration.ofSeconds(3);

    private final Order.Account account;
    private final Context context;
    private final List<ConsumerRecord<String, String>> log = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final CopiedAccount first;
    private long newest = 1;
    private long answered = 1;
    private int plans;

    AccountTopic(Order.Account account, Context context) {
        this.account = account;
        this.context = context;
        this.first = new CopiedAccount(account.id(), 1, payload(1));
        append(1, message(1, first.payload()));
    }

    @Override
    public String accountId() {
        return account.id();
    }

    /** What every service has kept since long. */
    CopiedAccount first() {
        return first;
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
    public long told() {
        return newest(end());
    }

    /** How far to read in order to know this version; 0 when it has not been told yet. */
    int offsetOf(long version) {
        return versions.indexOf(version) + 1;
    }

    @Override
    public long newest() {
        return newest;
    }

    /** The newest version that its merchant has been told of. */
    @Override
    public long answered() {
        return answered;
    }

    @Override
    public String of(long version) {
        return "skey_test_simulated_" + account.id() + "_" + version;
    }

    void answered(long version) {
        answered = Math.max(answered, version);
    }

    /** Whether nothing more will be told. */
    boolean settled() {
        return plans == 0;
    }

    /** Commits the next version, of which others hear in a moment, and answers which that is. */
    long change() {
        long version = ++newest;
        ConsumerRecord<String, String> message = message(version, payload(version));
        plan(context.chance().millis(0, SOON.toMillis()), () -> append(version, message));
        if (context.chance().percent(TOLD_LATE_PERCENT)) {
            plan(context.chance().millis(SOON.toMillis(), LATE_MAX.toMillis()), () -> {
                if (version < newest) {
                    context.scheduler().saw(Sighting.STALE_ACCOUNT_TOLD, () -> accountId() + " version " + version);
                }
                append(version, message);
            });
        }
        return version;
    }

    private void append(long version, ConsumerRecord<String, String> message) {
        log.add(message);
        versions.add(version);
    }

    private ConsumerRecord<String, String> message(long version, String payload) {
        EventEnvelope envelope = new EventEnvelope(
                accountId() + "-" + version,
                EventType.ACCOUNT_CHANGED,
                accountId(),
                version,
                accountId(),
                false,
                context.scheduler().now());
        return new ConsumerRecord<>(
                EventType.ACCOUNT_CHANGED.topic(),
                0,
                version,
                context.scheduler().now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                accountId().length(),
                payload.length(),
                accountId(),
                payload,
                new RecordHeaders(envelope.headers()),
                Optional.empty());
    }

    private String payload(long version) {
        AccountChanged.Key key = new AccountChanged.Key(HASH.of(of(version)), KeyKind.SECRET, Optional.empty());
        String payload = EventJson.write(account.told(version, List.of(key)));
        return context.chance().percent(NEWER_RELEASE_PERCENT) ? asNextReleaseWrites(payload) : payload;
    }

    /** With a member and a kind of key that this release does not know. */
    private String asNextReleaseWrites(String payload) {
        context.scheduler().saw(Sighting.NEWER_RELEASE_TOLD, () -> accountId());
        String unknownKind = EventJson.write(new AccountChanged.Key("00", KeyKind.PUBLIC, Optional.empty()))
                .replace("PUBLIC", "OF_THE_NEXT_RELEASE")
                .replace("public", "of_the_next_release");
        return payload.replaceFirst("\\{", "{\"of_the_next_release\":{\"a\":[1]},")
                .replaceFirst("\\[\\{\"hash", "[" + unknownKind + ",{\"hash");
    }

    void plan(Duration delay, Runnable work) {
        plans++;
        context.scheduler().after(context.scheduler().world(), delay, () -> {
            plans--;
            work.run();
        });
    }
}
