package io.satang.simulation.postgres;

import io.satang.events.SourceCreated;
import io.satang.events.TokenCreated;
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

/** The source-service's tables: sources and tokens, and of each the last known status of its charge. */
public final class SourceTable {
    /** The condition under which production code updates: the news is newer than what is known. */
    public static final BiPredicate<Long, Long> NEWER = (known, heard) -> known < heard;

    private final Map<String, Mirror> rows = new TreeMap<>();
    private final Map<String, SourceCreated> sources = new TreeMap<>();
    private final Map<String, Token> tokens = new TreeMap<>();
    private final BiPredicate<Long, Long> condition;
    private final Consumer<SourceCreated> told;
    private final Scheduler scheduler;

    /** The columns {@code charge_version} and {@code charge_status}. */
    private record Mirror(long version, Optional<ChargeStatus> status) {}

    /** A token, and the charge that has taken it. */
    private record Token(TokenCreated created, Optional<String> usedBy) {}

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

    /** Keeps a new source; one that is kept stays as it is. */
    public void insert(SourceCreated source) {
        if (rows.putIfAbsent(source.sourceId(), new Mirror(0, Optional.empty())) != null) {
            return;
        }
        sources.put(source.sourceId(), source);
        told.accept(source);
    }

    /** Keeps a new token; one that is kept stays as it is. */
    public void insert(TokenCreated token) {
        rows.putIfAbsent(token.tokenId(), new Mirror(0, Optional.empty()));
        tokens.putIfAbsent(token.tokenId(), new Token(token, Optional.empty()));
    }

    /** Gives the token to the first charge that asks for it, and to that one again; empty to any other. */
    public Optional<TokenCreated> use(Transaction transaction, String tokenId, String chargeId) {
        transaction.lock(tokenId);
        Token token = tokens.get(tokenId);
        if (token.usedBy().isEmpty()) {
            transaction.write(() -> tokens.put(tokenId, new Token(token.created(), Optional.of(chargeId))));
            return Optional.of(token.created());
        }
        scheduler.saw(Sighting.TOKEN_ASKED_FOR_AGAIN, () -> tokenId + " for " + chargeId);
        return token.usedBy().filter(chargeId::equals).map(same -> token.created());
    }

    /** Those of these sources that exist. */
    public List<SourceCreated> sources(List<String> ids) {
        return ids.stream().map(sources::get).filter(Objects::nonNull).toList();
    }

    /** The status that the source or token tells of its charge; empty when it knows none. */
    public Optional<ChargeStatus> status(String paidWith) {
        return rows.get(paidWith).status();
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
