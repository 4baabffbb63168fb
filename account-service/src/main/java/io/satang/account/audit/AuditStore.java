package io.satang.account.audit;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import io.satang.hibernate.Sessions;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where it is kept what operators did. */
@ApplicationScoped
public class AuditStore {
    private static final String PERIOD = "happenedAt between ?1 and ?2";
    private static final String ACCOUNT = " and accountId = ?3";

    private final AuditTable table;

    AuditStore(AuditTable table) {
        this.table = Objects.requireNonNull(table, "table");
    }

    /** Adds an entry, in the transaction that is open or else in one of its own. */
    public Uni<Void> add(AuditEntry entry) {
        return Sessions.write(session -> session.persist(AuditEntity.of(entry)));
    }

    /** What was done to this account, or to any, in the order in which it was. */
    Uni<AuditPage> list(Optional<String> accountId, Page page) {
        return Sessions.read(session -> {
            PanacheQuery<AuditEntity> query = table.find(
                            PERIOD + accountId.map(id -> ACCOUNT).orElse(""),
                            Sort.by("seq", direction(page.order())),
                            parameters(accountId, page))
                    .range(page.offset(), last(page));
            return query.count()
                    .flatMap(total -> query.list()
                            .map(rows -> new AuditPage(
                                    total, rows.stream().map(AuditEntity::entry).toList())));
        });
    }

    private static Object[] parameters(Optional<String> accountId, Page page) {
        return Stream.concat(Stream.of(page.earliest(), page.latest()), accountId.stream())
                .toArray();
    }

    private static int last(Page page) {
        return (int) Math.min((long) page.offset() + page.limit() - 1, Integer.MAX_VALUE);
    }

    private static Sort.Direction direction(Page.Order order) {
        return switch (order) {
            case CHRONOLOGICAL -> Sort.Direction.Ascending;
            case REVERSE_CHRONOLOGICAL -> Sort.Direction.Descending;
        };
    }
}
