package io.satang.offers.listing;

import io.satang.hibernate.Sessions;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Finds parts of a list of rows by time.
 *
 * @param entity what is listed; it has {@code createdAt} and {@code id}
 * @param size   an expression for how many characters of a row its owner has chosen
 * @param where  a condition in the query language, with the parameters ?1, ?2, …
 * @param values the parameters of the condition
 */
public record ListQuery<E>(Class<E> entity, String size, String where, List<Object> values) {
    private static final long ROW_BYTES = 2_048;
    private static final long CHARACTER_BYTES = 2;

    public ListQuery {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(where, "where");
        values = List.copyOf(values);
    }

    /**
     * A part of a list.
     *
     * @param total how many rows the whole list has
     */
    public record Part<E>(long total, List<E> rows) {
        public Part {
            rows = List.copyOf(rows);
        }
    }

    /** The part that is asked for, once there is room for it. */
    public Uni<Part<E>> part(Page page, ListRoom room) {
        return room.holding(bytes(page), () -> Sessions.read(session -> session(session, page)));
    }

    private Uni<Part<E>> session(Mutiny.Session session, Page page) {
        return bind(session.createSelectionQuery("select count(*)" + rows(), Long.class), page)
                .getSingleResult()
                .flatMap(total -> bind(session.createSelectionQuery("select row" + rows() + order(page), entity), page)
                        .setFirstResult(page.offset())
                        .setMaxResults(page.limit())
                        .getResultList()
                        .map(found -> new Part<>(total, found)));
    }

    private Uni<Long> bytes(Page page) {
        String sizes = "select " + size + rows() + order(page);
        return Sessions.read(session -> bind(session.createSelectionQuery(sizes, Integer.class), page)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .map(found -> found.stream()
                        .mapToLong(characters -> ROW_BYTES + CHARACTER_BYTES * characters)
                        .sum()));
    }

    private <R> Mutiny.SelectionQuery<R> bind(Mutiny.SelectionQuery<R> query, Page page) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query.setParameter(values.size() + 1, page.earliest()).setParameter(values.size() + 2, page.latest());
    }

    private String rows() {
        return String.format(
                Locale.ROOT,
                " from %s row where %s and row.createdAt between ?%d and ?%d",
                entity.getSimpleName(),
                where,
                values.size() + 1,
                values.size() + 2);
    }

    private static String order(Page page) {
        String direction = page.order().sql();
        return " order by row.createdAt " + direction + ", row.id " + direction;
    }
}
