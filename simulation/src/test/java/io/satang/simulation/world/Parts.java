package io.satang.simulation.world;

import io.satang.charge.create.KeyedAnswerStore;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OrderedPublisher;
import io.satang.platform.outbox.OutboxTable;
import io.satang.simulation.kafka.ConsumerGroup.OffsetPolicy;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.postgres.AccountTable;
import io.satang.simulation.postgres.ChargeTable;
import io.satang.simulation.postgres.Database;
import io.satang.simulation.postgres.OffersTable;
import io.satang.simulation.postgres.SimulatedKeyedAnswerStore;
import io.satang.simulation.postgres.SourceTable;
import io.satang.webhook.delivery.DeliveryStore;
import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * The parts of the system that are decided upon outside of the classes under test. By default they are what production has; a deliberate
 * defect takes another one.
 */
public interface Parts {
    /** What production has. */
    Parts SOUND = new Parts() {};

    /** What the relay reads and deletes. */
    default OutboxTable outboxTable(OutboxTable table) {
        return table;
    }

    /** What the relay publishes with when order does not count. */
    default EventPublisher relayPublisher(EventPublisher publisher) {
        return publisher;
    }

    /** What the relay publishes with when order counts. */
    default OrderedPublisher orderedPublisher(OrderedPublisher publisher) {
        return publisher;
    }

    /** Whether the broker refuses a publisher that was replaced. */
    default boolean brokerCountsEpochs() {
        return true;
    }

    /** How long a client may be silent within a transaction before the server ends it. */
    default Duration idleInTransactionMax() {
        return Database.IDLE_IN_TRANSACTION_MAX;
    }

    /** When a charge may be updated, by the row as it is and as it would be. */
    default BiPredicate<Charge, Charge> updateCondition() {
        return ChargeTable.SAME_VERSION;
    }

    /** By what batches are put into order, made of the name of the row that an item locks. */
    default UnaryOperator<String> lockKey() {
        return UnaryOperator.identity();
    }

    /** Whether a change of an account is answered when every replica goes by it, or at once. */
    default boolean awaitsReplicas() {
        return true;
    }

    /** Whether a replica reads what has been told of accounts before it lets requests in. */
    default boolean readsAccountsBeforeReady() {
        return true;
    }

    /** Whether events wait for the version of their account that they were made under. */
    default boolean holdsEventsBack() {
        return true;
    }

    /** When the copy of an account is replaced, by the version that is kept and the one that was told. */
    default BiPredicate<Long, Long> accountCondition() {
        return AccountTable.NEWER;
    }

    /** What the saga stores with. */
    default ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return store;
    }

    /** Whom replicas ask for money. */
    default Provider provider(Provider provider) {
        return provider;
    }

    /** What the offers-service makes sure of. */
    default OffersTable.Habits offerHabits() {
        return new OffersTable.Habits(true, true, true);
    }

    /** Whether a provider is asked before a charge ends without its payer. */
    default boolean inquiresBeforeEnding() {
        return true;
    }

    /** Whether a replica asks for this when it has just stored it, or leaves it to the sweep. */
    default boolean asksFromMemory(ProviderOperation operation) {
        return true;
    }

    /** Whether somebody takes up what others have begun to ask of a provider. */
    default boolean sweepsOperations() {
        return true;
    }

    /** What answers to requests with a key are kept in. */
    default KeyedAnswerStore keyedAnswerStore(SimulatedKeyedAnswerStore answers, ChargeStore charges) {
        return answers;
    }

    /** Whether a request that waits for a source is woken when none comes. */
    default boolean patienceEnds() {
        return true;
    }

    /** What the next release writes otherwise, beside a member that it adds. */
    default UnaryOperator<String> nextRelease() {
        return UnaryOperator.identity();
    }

    /** When a source takes news of its charge, by the version that it knows and the one that it hears of. */
    default BiPredicate<Long, Long> mirrorCondition() {
        return SourceTable.NEWER;
    }

    /** When consumers commit their offsets. */
    default OffsetPolicy offsetPolicy() {
        return OffsetPolicy.AFTER_HANDLING;
    }

    /** What the intake keeps events with. */
    default DeliveryStore deliveryStore(DeliveryStore store, Chance chance) {
        return store;
    }
}
