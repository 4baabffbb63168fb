package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeLife.Balance;
import io.satang.charge.decision.ChargeLife.Happening;
import io.satang.charge.decision.ChargeLife.Turn;
import io.satang.charge.decision.ChargeLives.Beginnings;
import io.satang.charge.decision.ChargeLives.Holds;
import io.satang.charge.decision.ChargeLives.HonestLives;
import io.satang.charge.decision.ChargeLives.Lives;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ProviderOperation.Kind;
import io.satang.charge.decision.Refund.Status;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** What holds for the whole life of a charge, by source and by card, whatever is asked of it and whenever. */
class ChargeRulesPropertyTest {
    /** Where each state may lead, beside itself. */
    private static final Map<Class<? extends ChargeState>, Set<Class<? extends ChargeState>>> WAYS = Map.of(
            Reserving.class, Set.of(Authorizing.class, Failed.class),
            Authorizing.class, Set.of(Pending.class, Authorized.class, Successful.class, Failed.class),
            Pending.class, Set.of(Authorized.class, Successful.class, Failed.class, Expired.class),
            Authorized.class, Set.of(Capturing.class, Reversed.class, Expired.class),
            Capturing.class, Set.of(Authorized.class, Successful.class),
            Successful.class, Set.of(),
            Failed.class, Set.of(),
            Expired.class, Set.of(),
            Reversed.class, Set.of());

    @Property
    void every_change_adds_one_to_the_version_and_touches_nothing_that_was_agreed(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            if (!turn.after().equals(turn.before())) {
                assertThat(turn.after().version()).isEqualTo(turn.before().version() + 1);
            }
            boolean discounted = turn.command() instanceof OfferReserved && turn.decision() instanceof Changed;
            assertThat(turn.after().amount().equals(turn.before().amount())).isEqualTo(!discounted);
            assertThat(turn.after().originalAmount()).isEqualTo(beginning.amount());
            assertThat(turn.after())
                    .usingRecursiveComparison()
                    .comparingOnlyFields(
                            "id", "accountId", "livemode", "instrument", "pageId", "createdAt", "expiresAt", "terms")
                    .isEqualTo(beginning);
        }
    }

    @Property
    void a_state_leads_to_those_only_that_may_follow_it(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            ChargeState before = turn.before().state();
            ChargeState after = turn.after().state();
            if (!after.getClass().equals(before.getClass())) {
                assertThat(WAYS.get(before.getClass())).contains(after.getClass());
            }
        }
    }

    @Property
    void a_state_that_has_ended_is_never_left(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            ChargeState after = turn.after().state();
            switch (turn.before().state()) {
                case Successful paid ->
                    assertThat(after)
                            .isInstanceOfSatisfying(
                                    Successful.class,
                                    next -> assertThat(new Successful(
                                                    next.authorizedAt(),
                                                    next.paidAt(),
                                                    next.transactionId(),
                                                    next.payment(),
                                                    next.captured(),
                                                    paid.refunds()))
                                            .as("only its refunds change")
                                            .isEqualTo(paid));
                case Failed failed -> assertThat(after).isEqualTo(failed);
                case Expired expired -> assertThat(after).isEqualTo(expired);
                case Reversed reversed -> assertThat(after).isEqualTo(reversed);
                case Reserving open -> {}
                case Authorizing open -> {}
                case Pending open -> {}
                case Authorized open -> {}
                case Capturing open -> {}
            }
        }
    }

    @Property
    void no_more_is_captured_than_was_authorized_and_no_more_given_back_than_was_captured(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            Charge charge = turn.after();
            assertThat(charge.base().isMoreThan(charge.amount())).isFalse();
            if (charge.state() instanceof Successful paid) {
                assertThat(given(paid).isMoreThan(paid.captured())).isFalse();
                assertThat(paid.refunded().isMoreThan(given(paid))).isFalse();
            }
        }
    }

    @Property
    void nobody_but_a_provider_that_was_in_time_pays_or_fails_a_charge_from_its_deadline_on(
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(ChargeLives.NEW, life)) {
            boolean inTime =
                    turn.command() instanceof ProviderApproved approved && !ChargeLives.NEW.isDue(approved.at());
            boolean ends =
                    !turn.before().state().ended() && turn.after().state().ended();
            if (ChargeLives.NEW.isDue(turn.at()) && ends && !inTime) {
                assertThat(turn.after().state()).isInstanceOf(Expired.class);
            }
        }
    }

    @Property
    void money_that_does_not_pay_the_charge_goes_back(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            if (turn.command() instanceof ProviderApproved(ProviderReference payment, Instant at)) {
                boolean kept = payment(turn.after().state()).equals(Optional.of(payment));
                assertThat(voided(turn)).isEqualTo(kept ? Optional.empty() : Optional.of(payment));
            }
        }
    }

    @Property
    void what_is_held_is_taken_or_goes_back(
            @ForAll(supplier = Holds.class) Charge held, @ForAll(supplier = Lives.class) List<Happening> life) {
        List<Turn> turns = ChargeLife.turns(held, life);
        Set<ProviderReference> returned =
                turns.stream().flatMap(turn -> voided(turn).stream()).collect(Collectors.toSet());
        ChargeState end =
                turns.isEmpty() ? held.state() : turns.getLast().after().state();

        boolean kept = payment(end).equals(Optional.of(SampleCharges.PAYMENT));
        assertThat(returned.contains(SampleCharges.PAYMENT)).isEqualTo(!kept);
    }

    @Property
    void nobody_is_asked_for_the_same_twice(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        Set<OperationId> asked = new HashSet<>();
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            if (turn.decision() instanceof Changed changed) {
                assertThat(changed.operations()).hasSizeLessThanOrEqualTo(1).allMatch(each -> asked.add(each.id()));
            }
        }
    }

    @Property
    void whoever_waits_for_a_provider_has_asked_it_and_nobody_else_has(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = HonestLives.class) List<Happening> happenings) {
        ChargeLife life = new ChargeLife(beginning);
        for (Happening happening : happenings) {
            life.happens(happening);
            Set<OperationId> waitedFor = waitedFor(life.charge().state());
            List<ProviderOperation> open = life.open();
            assertThat(open).extracting(ProviderOperation::id).containsAll(waitedFor);
            assertThat(open)
                    .filteredOn(each -> each.kind() == Kind.CAPTURE || each.kind() == Kind.REFUND)
                    .allMatch(each -> waitedFor.contains(each.id()));
        }
    }

    @Property
    void no_money_is_moved_by_two_at_the_same_time(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = HonestLives.class) List<Happening> happenings) {
        ChargeLife life = new ChargeLife(beginning);
        for (Happening happening : happenings) {
            life.happens(happening);
            Map<ProviderReference, List<ProviderOperation>> byPayment = life.open().stream()
                    .filter(each -> each.payment().isPresent())
                    .collect(Collectors.groupingBy(each -> each.payment().orElseThrow()));
            assertThat(byPayment.values())
                    .allMatch(each -> each.size() == 1 || each.stream().allMatch(moves -> moves.kind() == Kind.REFUND));
        }
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void once_everything_is_answered_the_money_at_the_provider_is_the_money_of_the_charge(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = HonestLives.class) List<Happening> happenings) {
        ChargeLife life = new ChargeLife(beginning);
        happenings.forEach(life::happens);

        life.comesToRest(beginning.expiresAt());

        ChargeState end = life.charge().state();
        assertThat(end.ended()).isTrue();
        assertThat(life.open()).isEmpty();
        assertThat(life.money()).isEqualTo(money(end));
        // Lives in which nothing moves would prove nothing.
        Statistics.label("end").collect(end.getClass().getSimpleName());
        Statistics.label("end")
                .coverage(ends -> Stream.of("Successful", "Failed", "Expired", "Reversed")
                        .forEach(each -> ends.check(each).count(times -> times > 0)));
        Statistics.label("part")
                .collect(life.charge().base().equals(life.charge().amount()) ? "all" : "part");
        Statistics.label("part").coverage(parts -> parts.check("part").count(times -> times > 0));
        Statistics.label("back")
                .collect(end instanceof Successful paid && paid.refunded().isPositive());
        Statistics.label("back").coverage(back -> back.check(true).count(times -> times > 0));
    }

    @Property
    void the_same_question_has_the_same_answer(
            @ForAll(supplier = Beginnings.class) Charge beginning,
            @ForAll(supplier = Lives.class) List<Happening> life) {
        for (Turn turn : ChargeLife.turns(beginning, life)) {
            assertThat(ChargeRules.decide(turn.before(), turn.command(), turn.at()))
                    .isEqualTo(turn.decision());
        }
    }

    private static Set<OperationId> waitedFor(ChargeState state) {
        return switch (state) {
            case Reserving reserving -> Set.of(reserving.asked());
            case Authorizing authorizing -> Set.of(authorizing.asked());
            case Capturing capturing -> Set.of(capturing.asked());
            case Successful paid ->
                paid.refunds().stream()
                        .filter(refund -> refund.status() == Status.PENDING)
                        .map(refund -> OperationId.refund(refund.id()))
                        .collect(Collectors.toSet());
            case Pending pending -> Set.of();
            case Authorized authorized -> Set.of();
            case Failed failed -> Set.of();
            case Expired expired -> Set.of();
            case Reversed reversed -> Set.of();
        };
    }

    /** What the provider has to have of a charge that stands so; nothing of what was only simulated. */
    private static Map<ProviderReference, Balance> money(ChargeState state) {
        return payment(state)
                .map(payment -> {
                    Successful paid = (Successful) state;
                    return Map.of(
                            payment,
                            new Balance(
                                    paid.captured().subunits(), paid.refunded().subunits()));
                })
                .orElseGet(Map::of);
    }

    private static Money given(Successful paid) {
        return paid.refunds().stream()
                .map(Refund::amount)
                .reduce(paid.captured().none(), Money::plus);
    }

    private static Optional<ProviderReference> payment(ChargeState state) {
        return switch (state) {
            case Authorized authorized -> Optional.of(authorized.hold());
            case Capturing capturing -> Optional.of(capturing.before().hold());
            case Successful successful -> successful.payment();
            case Reserving reserving -> Optional.empty();
            case Authorizing authorizing -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Failed failed -> Optional.empty();
            case Expired expired -> Optional.empty();
            case Reversed reversed -> Optional.empty();
        };
    }

    private static Optional<ProviderReference> voided(Turn turn) {
        return turn.operations().stream()
                .filter(operation -> operation.kind() == Kind.VOID)
                .flatMap(operation -> operation.payment().stream())
                .findFirst();
    }
}
