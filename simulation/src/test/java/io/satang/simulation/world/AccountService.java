package io.satang.simulation.world;

import io.satang.simulation.check.AccountChecks;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The account-service, as far as others can tell: it changes accounts, tells of them, and answers a change once every replica that it has heard
 * of goes by it, or after a second (docs/decisions/0015-changes-of-accounts-are-awaited.md).
 */
final class AccountService {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final int REPORT_MILLIS_MAX = 10;
    private static final int ROLLS_MAX = 4;

    private final Context context;
    private final AccountChecks checks;
    private final List<AccountTopic> topics;
    private final Map<SimulatedProcess, Heard> replicas = new LinkedHashMap<>();

    /** How far a replica has read each topic, and when it said so. */
    private record Heard(List<Integer> positions, Instant at) {}

    AccountService(Context context, AccountChecks checks) {
        this.context = context;
        this.checks = checks;
        this.topics = Stream.of(Order.Account.values())
                .map(account -> new AccountTopic(account, context))
                .toList();
    }

    /** Merchants and operators change accounts as long as the storm lasts. */
    void begin() {
        long withinMillis = Math.max(1_000, context.scenario().storm().toMillis());
        for (AccountTopic topic : topics) {
            int rolls = context.chance().between(0, ROLLS_MAX);
            for (int i = 0; i < rolls; i++) {
                topic.plan(context.chance().millis(0, withinMillis), () -> change(topic));
            }
        }
    }

    List<AccountTopic> topics() {
        return topics;
    }

    AccountTopic topic(String accountId) {
        return topics.stream()
                .filter(topic -> topic.accountId().equals(accountId))
                .findFirst()
                .orElseThrow();
    }

    /** A replica says how far it has read. */
    void reached(SimulatedProcess replica, List<Integer> positions) {
        context.scheduler()
                .after(
                        context.scheduler().world(),
                        context.chance().millis(0, REPORT_MILLIS_MAX),
                        () -> replicas.put(
                                replica,
                                new Heard(positions, context.scheduler().now())));
    }

    /** A replica stops in good order. */
    void leaves(SimulatedProcess replica) {
        replicas.remove(replica);
    }

    private void change(AccountTopic topic) {
        long version = topic.change();
        if (context.parts().awaitsReplicas()) {
            await(topic, version, context.scheduler().now().plus(PATIENCE));
        } else {
            answer(topic, version, replicas.keySet());
        }
    }

    private void await(AccountTopic topic, long version, Instant until) {
        int offset = topic.offsetOf(version);
        int number = topics.indexOf(topic);
        boolean late = !context.scheduler().now().isBefore(until);
        boolean everywhere = offset > 0
                && !replicas.isEmpty()
                && replicas.values().stream()
                        .allMatch(each -> isSilent(each) || each.positions().get(number) >= offset);
        if (everywhere) {
            context.scheduler().saw(Sighting.ACCOUNT_CHANGED_EVERYWHERE, () -> topic.accountId() + " " + version);
            answer(topic, version, living());
        } else if (late) {
            context.scheduler().saw(Sighting.ACCOUNT_ANSWERED_EARLY, () -> topic.accountId() + " " + version);
            answer(topic, version, Set.of());
        } else {
            topic.plan(LOOK_EVERY, () -> await(topic, version, until));
        }
    }

    /** The merchant has the key; those that have been waited for, and those that start from now on, are to know it. */
    private void answer(AccountTopic topic, long version, Set<SimulatedProcess> waitedFor) {
        topic.answered(version);
        checks.promised(
                topic.accountId(),
                version,
                waitedFor.stream().map(SimulatedProcess::toString).collect(Collectors.toSet()));
    }

    private Set<SimulatedProcess> living() {
        return replicas.entrySet().stream()
                .filter(each -> !isSilent(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean isSilent(Heard heard) {
        return Duration.between(heard.at(), context.scheduler().now()).compareTo(SILENCE_MAX) > 0;
    }
}
