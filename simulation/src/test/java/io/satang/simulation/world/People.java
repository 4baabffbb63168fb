package io.satang.simulation.world;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.provider.ProviderAnswer.Approved;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.events.TokenCreated;
import io.satang.platform.error.ApiError;
import io.satang.platform.id.Ids;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import io.satang.simulation.check.RequestChecks;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.SimulatedClock;
import io.satang.simulation.postgres.ChargeTable;
import io.satang.simulation.postgres.JournalTable;
import io.satang.simulation.postgres.SourceTable;
import io.satang.simulation.world.ChargeService.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Merchants who charge and change their minds, payers who pay or do not, and a provider that insists on telling of it. */
final class People {
    private static final int OLD_KEY_PERCENT = 10;
    private static final int DESCRIBES_EVERYTHING_PERCENT = 30;
    private static final int DESCRIBES_TIMES = 6;
    private static final int RUSH_MILLIS = 15;
    private static final int COMMON_MILLIS_MAX = 6_000;

    private final Scheduler scheduler;
    private final Chance chance;
    private final Gateway<SourceService> makers;
    private final Gateway<ChargeService> gateway;
    private final AccountService accounts;
    private final ChargeTable charges;
    private final JournalTable journal;
    private final RequestChecks requests;
    private final Duration common;
    private final Ids sourceIds;
    private int plans;

    People(
            Scheduler scheduler,
            Chance chance,
            Gateway<SourceService> makers,
            Gateway<ChargeService> gateway,
            AccountService accounts,
            ChargeTable charges,
            JournalTable journal,
            RequestChecks requests) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.makers = makers;
        this.gateway = gateway;
        this.accounts = accounts;
        this.charges = charges;
        this.journal = journal;
        this.requests = requests;
        this.common = chance.millis(500, COMMON_MILLIS_MAX);
        this.sourceIds = new Ids(new SimulatedClock(scheduler, Duration.ZERO), chance.generator());
    }

    /** Whether everybody has done what they wanted to do. */
    boolean atRest() {
        return plans == 0 && makers.atRest() && gateway.atRest();
    }

    /** What is left to do, for whoever wonders. */
    String unfinished() {
        return plans + " plans, at the source-service " + makers.unfinished() + ", at the charge-service "
                + gateway.unfinished();
    }

    /** A source or token is made, unless the request for the charge makes it, and one to three requests want to charge it at the same time. */
    void order(Order order, Duration within) {
        plan(chance.millis(0, within.toMillis()), () -> {
            if (order.card().isPresent()) {
                String tokenId = sourceIds.next("tokn", false);
                TokenCreated token = order.card().get().token(tokenId, order.account());
                make(order, sources -> sources.insert(token), tokenId);
            } else if (order.nested()) {
                charge(order, order.body(""));
            } else {
                SourceCreated source = order.source(sourceIds.next("src", false));
                make(order, sources -> sources.insert(source), source.sourceId());
            }
        });
    }

    /** Now and then somebody describes all charges anew, again and again at the same moment. */
    void describeEverything() {
        Moments moment = new Moments(Duration.ofMillis(RUSH_MILLIS), Duration.ZERO, chance);
        sometimes(
                DESCRIBES_EVERYTHING_PERCENT,
                () -> plan(common, () -> charges.charges().forEach(charge -> describeAgain(charge, moment))));
    }

    private void describeAgain(Charge charge, Moments moment) {
        for (int i = 0; i < DESCRIBES_TIMES; i++) {
            command(charge, new Describe(Optional.of("everything " + i), Optional.empty()), moment);
        }
    }

    private void make(Order order, Consumer<SourceTable> making, String paidWith) {
        AccountTopic account = accounts.topic(order.account().id());
        makers.insist(
                service -> service.create(account, shown(account), making),
                made -> charge(order, order.body(paidWith)));
    }

    private void charge(Order order, String body) {
        AccountTopic account = accounts.topic(order.account().id());
        int rivals = chance.between(1, 3);
        for (int rival = 0; rival < rivals; rival++) {
            boolean first = rival == 0;
            Optional<String> key = order.key(rival);
            gateway.insist(service -> service.create(account, shown(account), body, key), reply -> {
                note(order, key, reply);
                if (first) {
                    chargesOf(order).findFirst().ifPresent(charge -> follow(order, charge));
                }
            });
        }
    }

    /** The newest key that the merchant has, or now and then the one before. */
    private long shown(AccountTopic account) {
        long newest = account.answered();
        return newest > 1 && chance.percent(OLD_KEY_PERCENT) ? newest - 1 : newest;
    }

    /** What has been made of an order. */
    Stream<Charge> chargesOf(Order order) {
        return charges.charges().stream().filter(charge -> Order.numberOf(charge) == order.number());
    }

    private void note(Order order, Optional<String> key, Reply reply) {
        switch (reply) {
            case Reply.Made(String json) ->
                requests.answered(key, json, order.card().isPresent());
            case Reply.Refused(ApiError error) ->
                requests.refused(
                        key, !order.oneKey(), chargesOf(order).findFirst().isPresent(), error);
        }
    }

    private void follow(Order order, Charge charge) {
        Moments moments =
                Moments.draw(order.lifetime(), Duration.between(scheduler.now(), Scheduler.START.plus(common)), chance);
        int descriptions = chance.between(0, 4);
        for (int i = 0; i < descriptions; i++) {
            Optional<String> text = Optional.of("version " + i);
            command(charge, new Describe(text, Optional.empty()), moments);
        }
        sometimes(15, () -> command(charge, new ExpireRequested(), moments));
        sometimes(15, () -> command(charge, new MarkPaid(), moments));
        sometimes(15, () -> command(charge, new MarkFailed(Optional.of(Order.FAILURE_CODE)), moments));
        sometimes(20, () -> press(charge, Optional.of(Order.FAILURE_CODE), moments));
        sometimes(order.isPaidAtPage() ? 70 : 5, () -> press(charge, Optional.empty(), moments));
        sometimes(15, () -> payAgain(charge, moments));
        sometimes(40, () -> giveBack(charge, moments));
        sometimes(Order.isHeld(charge) ? 70 : 5, () -> command(charge, new Capture(part(charge)), moments));
        sometimes(Order.isHeld(charge) ? 20 : 5, () -> command(charge, new Reverse(), moments));
    }

    private Optional<Money> part(Charge charge) {
        return chance.percent(50)
                ? Optional.empty()
                : Optional.of(new Money(
                        charge.amount().subunits() / chance.between(1, 3),
                        charge.amount().currency()));
    }

    /** Two to four refunds, which may be more than there is together. */
    private void giveBack(Charge charge, Moments moments) {
        int refunds = chance.between(2, 4);
        for (int i = 0; i < refunds; i++) {
            Money part = new Money(
                    Math.max(1, charge.amount().subunits() / chance.between(1, 3)),
                    charge.amount().currency());
            RefundId id = RefundId.next(sourceIds, false);
            command(charge, new RefundRequested(id, part, Optional.empty(), new RawJson("{}")), moments);
        }
    }

    /** The payer presses until somebody answers, and sometimes once more. */
    private void press(Charge charge, Optional<String> declined, Moments moments) {
        Duration first = moments.next();
        press(charge, declined, first);
        sometimes(20, () -> press(charge, declined, first.plus(chance.millis(0, 1_000))));
    }

    private void press(Charge charge, Optional<String> declined, Duration delay) {
        plan(
                delay,
                () -> gateway.insist(service -> service.press(charge.pageId(), declined), heard -> {
                    say(declined.orElse("a payment"), heard);
                    if (heard.state() instanceof Reserving || heard.state() instanceof Authorizing) {
                        // Its page is not there yet.
                        press(charge, declined, chance.millis(200, 1_000));
                    }
                }));
    }

    /** The provider takes money a second time, under another name, and tells of it until somebody has listened. */
    private void payAgain(Charge known, Moments moments) {
        plan(moments.next(), () -> {
            Charge charge = charges.charge(known.id().value()).orElseThrow();
            if (charge.state() instanceof Reserving) {
                // It knows nothing of it yet.
                return;
            }
            ProviderOperation asked = ProviderOperation.atPage(charge);
            ProviderOperation again = new ProviderOperation(
                    new OperationId(asked.id() + "-again"),
                    asked.charge(),
                    asked.account(),
                    asked.kind(),
                    asked.payment(),
                    asked.amount(),
                    asked.card());
            Approved approved = new Approved(
                    new ProviderReference(again.id().value()),
                    journal.take(again).at());
            gateway.insist(
                    service -> service.notified(charge, again, approved), heard -> say("another payment", heard));
        });
    }

    private void command(Charge charge, ChargeCommand command, Moments moments) {
        plan(
                moments.next(),
                () -> gateway.ask(
                        service -> service.command(charge.id(), command), outcome -> say(command, outcome), () -> {}));
    }

    private void say(String what, Charge charge) {
        scheduler.say(() -> what + " of " + charge.id() + " was heard, it is "
                + charge.state().status() + " version " + charge.version());
    }

    private void say(ChargeCommand command, Outcome outcome) {
        scheduler.say(() -> command + " on " + outcome.charge().id() + " was answered "
                + outcome.decision().getClass().getSimpleName() + ", "
                + outcome.charge().state().status() + " version "
                + outcome.charge().version());
    }

    private void sometimes(int percent, Runnable choice) {
        if (chance.percent(percent)) {
            choice.run();
        }
    }

    private void plan(Duration delay, Runnable work) {
        plans++;
        scheduler.after(scheduler.world(), delay, () -> {
            plans--;
            work.run();
        });
    }
}
