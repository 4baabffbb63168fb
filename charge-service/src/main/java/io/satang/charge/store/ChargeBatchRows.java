package io.satang.charge.store;

import static io.satang.platform.database.Columns.booleans;
import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;
import static io.satang.platform.database.Columns.times;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.RefundRows.OwnedRefund;
import io.satang.platform.id.SourceId;
import io.satang.platform.id.TokenId;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxSql;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many charges as arrays, one per column. */
final class ChargeBatchRows {
    private ChargeBatchRows() {}

    /** What {@link PgChargeStore}'s INSERT wants. */
    static Tuple insert(List<NewCharge> batch) {
        Tuple parameters = Tuple.tuple();
        List<Charge> charges = batch.stream().map(NewCharge::charge).toList();
        parameters.addArrayOfString(texts(charges, charge -> charge.id().value()));
        parameters.addArrayOfString(texts(charges, charge -> charge.accountId().value()));
        parameters.addArrayOfBoolean(booleans(charges, Charge::livemode));
        parameters.addArrayOfLong(longs(charges, Charge::version));
        parameters.addArrayOfString(texts(charges, charge -> StateRows.status(charge.state())));
        parameters.addArrayOfString(optionalTexts(charges, charge -> StateRows.operationId(charge.state())));
        parameters.addArrayOfLong(longs(charges, charge -> charge.amount().subunits()));
        parameters.addArrayOfString(
                texts(charges, charge -> charge.amount().currency().name()));
        parameters.addArrayOfString(
                optionalTexts(charges, charge -> charge.instrument().source().map(SourceId::value)));
        parameters.addArrayOfString(
                optionalTexts(charges, charge -> charge.instrument().token().map(TokenId::value)));
        parameters.addArrayOfString(texts(charges, charge -> charge.pageId().value()));
        parameters.addArrayOfOffsetDateTime(times(charges, Charge::createdAt));
        parameters.addArrayOfOffsetDateTime(times(charges, Charge::expiresAt));
        parameters.addArrayOfString(
                texts(charges, charge -> charge.description().orElse(null)));
        parameters.addArrayOfString(texts(charges, charge -> charge.metadata().text()));
        parameters.addArrayOfString(texts(charges, charge -> StoredTerms.write(charge.terms())));
        OperationRows.addTo(
                parameters,
                batch.stream().flatMap(each -> each.operations().stream()).toList());
        OutboxSql.addTo(parameters, batch.stream().map(NewCharge::event).toList());
        return parameters;
    }

    /** What {@link PgChargeStore}'s UPDATE wants. */
    static Tuple update(List<Change> changes) {
        Tuple parameters = Tuple.tuple();
        List<Charge> charges = changes.stream().map(Change::next).toList();
        List<ChargeState> states = charges.stream().map(Charge::state).toList();
        parameters.addArrayOfString(texts(charges, charge -> charge.id().value()));
        parameters.addArrayOfLong(longs(charges, Charge::version));
        parameters.addArrayOfString(texts(states, StateRows::status));
        parameters.addArrayOfOffsetDateTime(optionalTimes(states, StateRows::endedAt));
        parameters.addArrayOfString(optionalTexts(states, StateRows::transactionId));
        parameters.addArrayOfString(optionalTexts(states, StateRows::failureCode));
        parameters.addArrayOfString(optionalTexts(states, StateRows::providerReference));
        parameters.addArrayOfOffsetDateTime(optionalTimes(states, StateRows::authorizedAt));
        parameters.addArrayOfString(optionalTexts(states, StateRows::operationId));
        parameters.addArrayOfLong(longs(
                charges,
                charge -> StateRows.captured(charge.state(), charge.amount())
                        .map(Money::subunits)
                        .orElse(null)));
        parameters.addArrayOfLong(longs(states, StateRows::refunded));
        parameters.addArrayOfString(optionalTexts(charges, Charge::description));
        parameters.addArrayOfString(texts(charges, charge -> charge.metadata().text()));
        OperationRows.addTo(
                parameters,
                changes.stream().flatMap(change -> change.operations().stream()).toList());
        OutboxSql.addTo(
                parameters,
                changes.stream().flatMap(change -> change.event().stream()).toList());
        return parameters;
    }

    /** The refunds among the changes, which follow the parameters of {@link #update}. */
    static List<OwnedRefund> refunds(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> change.refund().stream()
                        .map(refund -> new OwnedRefund(change.next().accountId(), refund)))
                .toList();
    }

    private static <T> @Nullable String[] optionalTexts(List<T> items, Function<T, Optional<String>> column) {
        return texts(items, item -> column.apply(item).orElse(null));
    }

    private static <T> @Nullable OffsetDateTime[] optionalTimes(List<T> items, Function<T, Optional<Instant>> column) {
        return items.stream()
                .map(item -> column.apply(item)
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .toArray(OffsetDateTime[]::new);
    }
}
