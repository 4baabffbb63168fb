package io.satang.simulation.postgres;

import io.satang.events.SourceCreated;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.source.status.ChargeStatus;
import io.satang.source.status.StatusChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** The source-service's table: of each source the last known status of its charge. */
public final class SourceTable {
    /** The condition under which production code updates: the news is newer than what is known. */
    public static final BiPredicate<Long, Long> NEWER = (known, heard) -> known < heard;

    private final Map<String, Mirror> rows = new TreeMap<>();
    private final Map<String, SourceCreated> sources = new TreeMap<>();
    private final BiPredicate<Long, Long> condition;
    private final Consumer<SourceCreated> told;
    private final Scheduler scheduler;

    /** The columns {@code charge_version} and {@code charge_status}. */
    private record Mirror(long version, Optional<ChargeStatus> status) {}

    /**
     * An empty table.
     *
     * @param condition a row is updated when it holds for the version that it has and the one that was heard of
     * @param told      is told of new sources once they are committed
     */
    public SourceTable(BiPredicate<Long, Long> condition, Consumer<SourceCreated> told, Scheduler scheduler) {
        this.told = told;
        this.condition = condition;
        this.scheduler = scheduler;
    }

    /** Keeps a new source. */
    public void insert(SourceCreated source) {
        rows.put(source.sourceId(), new Mirror(0, Optional.empty()));
        sources.put(source.sourceId(), source);
        told.accept(source);
    }

    /** Those of these sources that exist. */
    public List<SourceCreated> sources(List<String> ids) {
        return ids.stream().map(sources::get).filter(Objects::nonNull).toList();
    }

    /** The status that the source tells of its charge; empty when it knows none. */
    public Optional<ChargeStatus> status(String sourceId) {
        return rows.get(sourceId).status();
    }

    int apply(Transaction transaction, List<StatusChange> changes) {
        // The statement itself puts them into order.
        changes.stream().map(StatusChange::paidWith).sorted().forEach(transaction::lock);
        List<StatusChange> news = changes.stream()
                .filter(change -> rows.containsKey(change.paidWith()))
                .filter(change -> condition.test(rows.get(change.paidWith()).version(), change.chargeVersion()))
                .toList();
        if (news.size() < changes.size()) {
            scheduler.saw(Sighting.STALE_NEWS, changes::toString);
        }
        news.forEach(change -> transaction.write(
                () -> rows.put(change.paidWith(), new Mirror(change.chargeVersion(), Optional.of(change.status())))));
        return news.size();
    }
}
