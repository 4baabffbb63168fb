package io.satang.platform.outbox;

import static io.satang.platform.database.Columns.booleans;
import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;
import static io.satang.platform.database.Columns.times;

import io.satang.events.EventType;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a store writes events in the statement that writes the state: it puts {@link #INSERT} and {@link #unnest} into its own SQL and
 * {@link #addTo} to its parameters.
 */
public final class OutboxSql {
    /** How many parameters {@link #addTo} adds. */
    public static final int PARAMETERS = 10;

    /** To be followed by a SELECT of {@link #COLUMNS} from {@link #unnest}. */
    public static final String INSERT = """
        INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, account_id, livemode, version, occurred_at, ordered,
                            request_id)
        """;

    /** The columns of one event, of the relation that {@link #unnest} names. */
    public static final String COLUMNS = """
        event.id, event.aggregatetype, event.aggregateid, event.type, event.payload, event.account_id, event.livemode, \
        event.version, event.occurred_at, event.type IN (%s), event.request_id\
        """.formatted(orderedTypes());

    private OutboxSql() {}

    /** The events as a relation named {@code event}, in the order of {@code event.position}; parameters start at {@code first}. */
    public static String unnest(int first) {
        return """
            unnest($%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::boolean[], $%d::bigint[], \
            $%d::timestamptz[], $%d::text[]) WITH ORDINALITY AS event (id, aggregatetype, aggregateid, type, payload, account_id, livemode, \
            version, occurred_at, request_id, position)\
            """.formatted(
                        first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7, first + 8,
                        first + 9);
    }

    /** Adds the events' columns as ten arrays. */
    public static void addTo(Tuple parameters, List<OutboxEvent> events) {
        parameters.addArrayOfString(texts(events, event -> event.envelope().id()));
        parameters.addArrayOfString(
                texts(events, event -> event.envelope().type().aggregateType()));
        parameters.addArrayOfString(texts(events, event -> event.envelope().aggregateId()));
        parameters.addArrayOfString(
                texts(events, event -> event.envelope().type().topic()));
        parameters.addArrayOfString(texts(events, OutboxEvent::payload));
        parameters.addArrayOfString(texts(events, event -> event.envelope().accountId()));
        parameters.addArrayOfBoolean(booleans(events, event -> event.envelope().livemode()));
        parameters.addArrayOfLong(longs(events, event -> event.envelope().version()));
        parameters.addArrayOfOffsetDateTime(
                times(events, event -> event.envelope().time()));
        parameters.addArrayOfString(
                texts(events, event -> event.envelope().requestId().orElse(null)));
    }

    private static String orderedTypes() {
        return Arrays.stream(EventType.values())
                .filter(EventType::ordered)
                .map(type -> "'" + type.topic() + "'")
                .collect(Collectors.joining(","));
    }
}
