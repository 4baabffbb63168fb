package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.CaptureApproved;
import io.satang.charge.decision.ChargeCommand.CaptureDeclined;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.OfferRejected;
import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ProviderOperation.Kind;
import io.satang.platform.id.RefundId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One charge, and a provider that does what it is asked once, and says so at once, late, twice or never. What decisions ask is kept under its
 * name, as the table of operations does it.
 */
final class ChargeLife {
    private Charge charge;
    private final Map<OperationId, ProviderOperation> asked = new LinkedHashMap<>();
    private final Map<OperationId, Done> done = new LinkedHashMap<>();
    private final Set<OperationId> heard = new HashSet<>();

    /** What may happen. */
    sealed interface Happening {
        /** Somebody wants something of the charge at this time; that may be a provider that says what is not so. */
        record Said(ChargeCommand command, Instant at) implements Happening {}

        /** The provider does, or does not do, one of the things that it has been asked, and nobody hears of it. */
        record Works(int which, Verdict verdict, Instant at) implements Happening {}

        /** The payer pays, or gives up, at the charge's page, and nobody hears of it. */
        record Pays(Verdict verdict, Instant at) implements Happening {}

        /** The provider takes the money once more, and nobody hears of it. */
        record TakesAgain(Instant at) implements Happening {}

        /** The provider says what came of one of those things, for the first time or again. */
        record Tells(int which, Instant at) implements Happening {}
    }

    /** How a provider answers. */
    enum Verdict {
        APPROVED,
        DECLINED,
        PAYER_NEEDED
    }

    /** What was asked, and what came of it. */
    record Done(ProviderOperation operation, Verdict verdict, Instant at) {}

    /** A command, and what was decided. */
    record Turn(Charge before, ChargeCommand command, Instant at, ChargeDecision decision, Charge after) {
        /** What providers are asked because of it. */
        List<ProviderOperation> operations() {
            return switch (decision) {
                case Changed changed -> changed.operations();
                case Voided(ProviderOperation operation) -> List.of(operation);
                case Refused refused -> List.of();
            };
        }
    }

    /** What the provider has of a payment: what it took, and what of that it gave back. */
    record Balance(long taken, long refunded) {}

    ChargeLife(Charge beginning) {
        this.charge = beginning;
        if (beginning.state() instanceof Authorizing) {
            ask(ProviderOperation.authorize(beginning));
        }
        if (beginning.state() instanceof Reserving) {
            ask(ProviderOperation.reserve(beginning, beginning.offer().orElseThrow()));
        }
    }

    /** All that was decided in a life. */
    static List<Turn> turns(Charge beginning, List<Happening> happenings) {
        ChargeLife life = new ChargeLife(beginning);
        return happenings.stream()
                .flatMap(happening -> life.happens(happening).stream())
                .toList();
    }

    Charge charge() {
        return charge;
    }

    /** What a provider was asked, and has not been heard about. */
    List<ProviderOperation> open() {
        return asked.values().stream()
                .filter(operation -> !heard.contains(operation.id()))
                .toList();
    }

    /** Answers what was decided, if anything had to be. */
    Optional<Turn> happens(Happening happening) {
        return switch (happening) {
            case Happening.Said(ChargeCommand command, Instant at) ->
                isSpent(command) ? Optional.empty() : Optional.of(decide(command, at));
            case Happening.Works(int which, Verdict verdict, Instant at) -> {
                List<ProviderOperation> undone = undone();
                pick(undone, which).ifPresent(operation -> work(operation, verdict, at));
                yield Optional.empty();
            }
            case Happening.Pays(Verdict verdict, Instant at) -> {
                workUnlessReserving(ProviderOperation.atPage(charge), verdict, at);
                yield Optional.empty();
            }
            case Happening.TakesAgain(Instant at) -> {
                workUnlessReserving(again(ProviderOperation.atPage(charge)), Verdict.APPROVED, at);
                yield Optional.empty();
            }
            case Happening.Tells(int which, Instant at) ->
                pick(List.copyOf(done.values()), which).flatMap(each -> hear(each, at));
        };
    }

    /** Everything is done and told, and the deadline passes. */
    void comesToRest(Instant at) {
        answerAll(at);
        decide(new DeadlinePassed(), at);
        answerAll(at);
    }

    /** The money that the provider has, by payment; what went back as a whole is not there. */
    Map<ProviderReference, Balance> money() {
        Map<ProviderReference, Balance> money = new LinkedHashMap<>();
        approved()
                .filter(operation -> operation.kind().makesPayment())
                .map(ChargeLife::named)
                .filter(payment -> of(payment, Kind.VOID).findAny().isEmpty())
                .forEach(payment -> money.put(payment, new Balance(taken(payment), sum(of(payment, Kind.REFUND)))));
        return money;
    }

    private long taken(ProviderReference payment) {
        Stream<ProviderOperation> sales = approved()
                .filter(operation ->
                        operation.kind() == Kind.SALE && named(operation).equals(payment));
        return sum(sales) + sum(of(payment, Kind.CAPTURE));
    }

    private Stream<ProviderOperation> of(ProviderReference payment, Kind kind) {
        return approved()
                .filter(operation -> operation.kind() == kind)
                .filter(operation -> operation.payment().equals(Optional.of(payment)));
    }

    private Stream<ProviderOperation> approved() {
        return done.values().stream()
                .filter(each -> each.verdict() == Verdict.APPROVED)
                .map(Done::operation);
    }

    private static long sum(Stream<ProviderOperation> operations) {
        return operations.mapToLong(operation -> operation.amount().subunits()).sum();
    }

    /** A payment is called by the name that it was asked for by. */
    private static ProviderReference named(ProviderOperation operation) {
        return new ProviderReference(operation.id().value());
    }

    private void answerAll(Instant at) {
        List<Done> untold = new ArrayList<>();
        do {
            undone().forEach(operation -> work(operation, Verdict.APPROVED, at));
            untold.clear();
            untold.addAll(done.values());
            untold.removeIf(each -> heard.contains(each.operation().id()));
            untold.forEach(each -> hear(each, at));
        } while (!untold.isEmpty());
    }

    private List<ProviderOperation> undone() {
        return asked.values().stream()
                .filter(operation -> !done.containsKey(operation.id()))
                .toList();
    }

    /** No provider knows of a charge before its discount is known. */
    private void workUnlessReserving(ProviderOperation operation, Verdict verdict, Instant at) {
        if (!(charge.state() instanceof Reserving)) {
            work(operation, verdict, at);
        }
    }

    /** Money that has to go back is asked for until it does, so that it is declined leaves no trace. */
    private void work(ProviderOperation operation, Verdict verdict, Instant at) {
        boolean asksPayer = operation.card().map(PaymentCard::authentication).orElse(false);
        Verdict possible = verdict == Verdict.PAYER_NEEDED && !asksPayer ? Verdict.APPROVED : verdict;
        if (operation.kind() != Kind.VOID || possible == Verdict.APPROVED) {
            done.putIfAbsent(operation.id(), new Done(operation, possible, at));
        }
    }

    private Optional<Turn> hear(Done answer, Instant at) {
        Optional<Turn> turn = command(answer).map(command -> decide(command, at));
        heard.add(answer.operation().id());
        return turn;
    }

    /** As the answers to operations are understood; money that goes back concerns no charge. */
    private static Optional<FromProvider> command(Done answer) {
        ProviderOperation operation = answer.operation();
        boolean approved = answer.verdict() == Verdict.APPROVED;
        return switch (operation.kind()) {
            case AUTHORIZE, SALE ->
                Optional.of(
                        switch (answer.verdict()) {
                            case APPROVED -> new ProviderApproved(named(operation), answer.at());
                            case DECLINED -> new ProviderDeclined(Optional.of("payment_rejected"));
                            case PAYER_NEEDED -> new PayerNeeded();
                        });
            case RESERVE ->
                Optional.of(
                        approved
                                ? new OfferReserved(SampleCardCharges.DISCOUNT)
                                : new OfferRejected(FailureCode.offerRejected(List.of("paused"))));
            case CAPTURE ->
                Optional.of(approved ? new CaptureApproved(operation.id()) : new CaptureDeclined(operation.id()));
            case REFUND -> {
                RefundId refund = new RefundId(operation.id().value());
                yield Optional.of(approved ? new RefundApproved(refund) : new RefundDeclined(refund));
            }
            case VOID -> Optional.empty();
        };
    }

    private Turn decide(ChargeCommand command, Instant at) {
        Charge before = charge;
        ChargeDecision decision = ChargeRules.decide(before, command, at);
        charge = decision instanceof Changed changed ? changed.next() : before;
        Turn turn = new Turn(before, command, at, decision, charge);
        turn.operations().forEach(this::ask);
        return turn;
    }

    private void ask(ProviderOperation operation) {
        asked.putIfAbsent(operation.id(), operation);
    }

    /** No merchant can give a second refund the name of one that has failed. */
    private boolean isSpent(ChargeCommand command) {
        return command instanceof RefundRequested request
                && asked.containsKey(OperationId.refund(request.refundId()))
                && !(charge.state() instanceof Successful paid
                        && paid.refund(request.refundId()).isPresent());
    }

    private static ProviderOperation again(ProviderOperation page) {
        return new ProviderOperation(
                new OperationId(page.id() + "-again"),
                page.charge(),
                page.account(),
                page.kind(),
                page.payment(),
                page.amount(),
                page.card());
    }

    private static <T> Optional<T> pick(List<T> among, int which) {
        return among.isEmpty() ? Optional.empty() : Optional.of(among.get(which % among.size()));
    }
}
