package io.satang.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.satang.acceptance.Databases.ChargeRow;
import io.satang.acceptance.Inbox.Webhook;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must be true of charges that have ended: rows, topics and webhooks tell the same story, each part of it once. */
final class ChargeHistory {

    private static final List<EventType> ENDS = List.of(EventType.CHARGE_COMPLETE, EventType.CHARGE_EXPIRED);

    private final Map<String, ChargeRow> rows;

    ChargeHistory(Collection<ChargeRow> rows) {
        this.rows = rows.stream().collect(toMap(ChargeRow::id, row -> row));
    }

    /** Each charge was created once and ended once, in the state that its row has; a repeated event has the same id. */
    void assertMatches(Topics topics) {
        Map<String, Set<EventEnvelope>> events = Stream.concat(Stream.of(EventType.CHARGE_CREATED), ENDS.stream())
                .flatMap(type -> topics.events(type.topic()).stream())
                .filter(event -> rows.containsKey(event.aggregateId()))
                .collect(groupingBy(EventEnvelope::aggregateId, toSet()));
        assertThat(events.keySet()).isEqualTo(rows.keySet());
        assertThat(rows.values())
                .allSatisfy(row -> assertThat(events.get(row.id()))
                        .as(row.toString())
                        .extracting(EventEnvelope::type, EventEnvelope::version)
                        .containsExactlyInAnyOrder(
                                tuple(EventType.CHARGE_CREATED, 1L), tuple(end(row), row.version())));
    }

    /** Each charge's two webhooks came at least once, each under one id. */
    void assertArrived(Collection<Webhook> webhooks) {
        Map<String, Map<String, Set<String>>> ids = webhooks.stream()
                .filter(webhook -> rows.containsKey(webhook.objectId()))
                .collect(groupingBy(Webhook::objectId, groupingBy(Webhook::key, mapping(Webhook::eventId, toSet()))));
        assertThat(ids.keySet()).isEqualTo(rows.keySet());
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(ids.get(row.id())).containsOnlyKeys("charge.create", endKey(row));
            assertThat(ids.get(row.id()).values())
                    .allSatisfy(one -> assertThat(one).hasSize(1));
        });
    }

    private static EventType end(ChargeRow row) {
        return row.status().equals("expired") ? EventType.CHARGE_EXPIRED : EventType.CHARGE_COMPLETE;
    }

    private static String endKey(ChargeRow row) {
        return row.status().equals("expired") ? "charge.expire" : "charge.complete";
    }
}
