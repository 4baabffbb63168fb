package io.satang.simulation.postgres;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code idempotency_keys} of one service. No run lasts for the day after which keys are forgotten. */
public final class AnswerTable {
    private final Map<String, Row> rows = new TreeMap<>();
    private final Scheduler scheduler;

    /** A row, but for its key. */
    record Row(String requestHash, String answer) {}

    /** An empty table. */
    public AnswerTable(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    Optional<Row> find(String accountId, IdempotencyRequest request) {
        return Optional.ofNullable(rows.get(primaryKey(accountId, request)));
    }

    /** Whether nobody has claimed the key; whoever is about to is waited for. */
    boolean claim(Transaction transaction, String accountId, IdempotencyRequest request, String answer) {
        String key = primaryKey(accountId, request);
        transaction.lock(key);
        if (rows.containsKey(key)) {
            scheduler.saw(Sighting.KEY_TAKEN, () -> key);
            return false;
        }
        transaction.write(() -> rows.put(key, new Row(request.requestHash(), answer)));
        return true;
    }

    void replace(Transaction transaction, String accountId, IdempotencyRequest request, String answer) {
        String key = primaryKey(accountId, request);
        transaction.lock(key);
        transaction.write(() -> rows.put(key, new Row(request.requestHash(), answer)));
    }

    private static String primaryKey(String accountId, IdempotencyRequest request) {
        return "key " + accountId + " " + request.key();
    }
}
