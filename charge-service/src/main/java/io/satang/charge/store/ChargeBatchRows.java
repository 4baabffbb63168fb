package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.ChargeStore.LateApproval;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxSql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many charges as arrays, one per column. */
final class ChargeBatchRows {
    private ChargeBatchRows() {}

    /** What {@link PgChargeStore}'s INSERT wants. */
    static Tuple insert(List<Charge> charges, List<OutboxEvent> events) {
        Tuple parameters = Tuple.tuple();
        parameters.addArrayOfString(texts(charges, charge -> charge.id().value()));
        parameters.addArrayOfString(texts(charges, charge -> charge.accountId().value()));
        parameters.addArrayOfBoolean(charges.stream().map(Charge::livemode).toArray(Boolean[]::new));
        parameters.addArrayOfLong(charges.stream().map(Charge::version).toArray(Long[]::new));
        parameters.addArrayOfLong(
                charges.stream().map(charge -> charge.amount().subunits()).toArray(Long[]::new));
        parameters.addArrayOfString(
                texts(charges, charge -> charge.amount().currency().name()));
        parameters.addArrayOfString(texts(charges, charge -> charge.sourceId().value()));
        parameters.addArrayOfString(texts(charges, charge -> charge.pageId().value()));
        parameters.addArrayOfOffsetDateTime(times(charges, charge -> Optional.of(charge.createdAt())));
        parameters.addArrayOfOffsetDateTime(times(charges, charge -> Optional.of(charge.expiresAt())));
        parameters.addArrayOfString(
                texts(charges, charge -> charge.description().orElse(null)));
        parameters.addArrayOfString(texts(charges, charge -> charge.metadata().text()));
        parameters.addArrayOfString(texts(charges, charge -> StoredTerms.write(charge.terms())));
        OutboxSql.addTo(parameters, events);
        return parameters;
    }

    /** What {@link PgChargeStore}'s UPDATE wants. */
    static Tuple update(List<Change> changes) {
        Tuple parameters = Tuple.tuple();
        List<Charge> charges = changes.stream().map(Change::next).toList();
        parameters.addArrayOfString(texts(charges, charge -> charge.id().value()));
        parameters.addArrayOfLong(charges.stream().map(Charge::version).toArray(Long[]::new));
        parameters.addArrayOfString(texts(charges, charge -> charge.state().status()));
        parameters.addArrayOfOffsetDateTime(times(charges, charge -> ChargeRows.endedAt(charge.state())));
        parameters.addArrayOfString(texts(
                charges, charge -> ChargeRows.transactionId(charge.state()).orElse(null)));
        parameters.addArrayOfString(
                texts(charges, charge -> ChargeRows.failureCode(charge.state()).orElse(null)));
        parameters.addArrayOfString(
                texts(charges, charge -> charge.description().orElse(null)));
        parameters.addArrayOfString(texts(charges, charge -> charge.metadata().text()));
        parameters.addArrayOfString(texts(
                changes, change -> change.late().map(LateApproval::reference).orElse(null)));
        parameters.addArrayOfOffsetDateTime(
                times(changes, change -> change.late().map(LateApproval::at)));
        parameters.addArrayOfString(texts(
                charges, charge -> ChargeRows.providerReference(charge.state()).orElse(null)));
        OutboxSql.addTo(parameters, changes.stream().map(Change::event).toList());
        return parameters;
    }

    /** Which are the first with their id. */
    static <T> List<Boolean> firsts(List<T> batch, Function<T, ?> id) {
        Set<Object> seen = new HashSet<>();
        List<Boolean> firsts = new ArrayList<>(batch.size());
        batch.forEach(each -> firsts.add(seen.add(id.apply(each))));
        return firsts;
    }

    /** Those that a statement has written. */
    static <T> List<T> written(List<T> batch, List<Boolean> written) {
        return IntStream.range(0, batch.size())
                .filter(written::get)
                .mapToObj(batch::get)
                .toList();
    }

    /** One column of many items. */
    static <T> @Nullable String[] texts(List<T> items, Function<T, @Nullable String> column) {
        return items.stream().map(column).toArray(String[]::new);
    }

    private static <T> @Nullable OffsetDateTime[] times(List<T> items, Function<T, Optional<Instant>> column) {
        return items.stream()
                .map(item -> column.apply(item)
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .toArray(OffsetDateTime[]::new);
    }
}
