package io.satang.load;

import io.satang.load.Merchant.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** One payment up to the payer's redirect, each step timed; what goes wrong is counted and ends it. */
final class Checkout {

    private final Merchant merchant;
    private final Ledger ledger;
    private final Mix mix;
    private final Optional<Programme> programme;

    /** @param programme when every second payment redeems an offer */
    Checkout(Merchant merchant, Ledger ledger, Mix mix, Optional<Programme> programme) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.mix = mix;
        this.programme = programme;
    }

    /**
     * Makes one payment.
     *
     * @param due when it should start, in {@link System#nanoTime} terms; waiting for its turn counts as time taken
     * @return whether it was paid; never fails
     */
    Future<Boolean> run(long due) {
        Future<Answer> payment = switch (mix) {
            case SOURCES -> bySource(due);
            case CARDS, OFFERS, DISCOUNTS ->
                byCard(due, programme.map(Programme::nextCard).orElse(Merchant.CARD));
        };
        return payment.map(true).recover(failure -> {
            ledger.refused(describe(failure), System.nanoTime());
            return Future.succeededFuture(false);
        });
    }

    private Future<Answer> bySource(long due) {
        return timed(Step.SOURCE, due, merchant.createSource())
                .compose(source -> timed(Step.CHARGE, System.nanoTime(), merchant.createCharge(id(source))))
                .compose(this::pay);
    }

    /** The answer to the charge tells that it is paid. */
    private Future<Answer> byCard(long due, Buffer card) {
        return timed(Step.TOKEN, due, merchant.createToken(card))
                .compose(token -> timed(
                        Step.CHARGE,
                        System.nanoTime(),
                        merchant.createCardCharge(id(token), programme.flatMap(offer -> offer.named(card)))))
                .compose(charge -> {
                    long now = System.nanoTime();
                    ledger.accepted(id(charge), now);
                    if (!charge.fields().text("status").equals(Optional.of("successful"))) {
                        return Future.failedFuture(new UnexpectedAnswer(Step.CHARGE, charge));
                    }
                    ledger.paid(id(charge), now);
                    programme.ifPresent(offer -> offer.paid(card));
                    return Future.succeededFuture(charge);
                });
    }

    private static String id(Answer answer) {
        return answer.fields().text("id").orElseThrow();
    }

    private Future<Answer> pay(Answer charge) {
        TopLevel fields = charge.fields();
        String id = id(charge);
        long started = System.nanoTime();
        ledger.accepted(id, started);
        return merchant.pay(fields.text("authorize_uri").orElseThrow())
                .compose(answer -> expect(303, Step.PAY, answer))
                .map(answer -> {
                    long now = System.nanoTime();
                    ledger.took(Step.PAY, now - started);
                    ledger.paid(id, now);
                    return answer;
                });
    }

    private Future<Answer> timed(Step step, long started, Future<Answer> answer) {
        return answer.compose(got -> expect(200, step, got))
                .onSuccess(got -> ledger.took(step, System.nanoTime() - started));
    }

    private static Future<Answer> expect(int status, Step step, Answer answer) {
        return answer.status() == status
                ? Future.succeededFuture(answer)
                : Future.failedFuture(new UnexpectedAnswer(step, answer));
    }

    private static String describe(Throwable failure) {
        return failure instanceof UnexpectedAnswer unexpected
                ? String.valueOf(unexpected.getMessage())
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** An answer with another status than the step's success. */
    private static final class UnexpectedAnswer extends Exception {

        UnexpectedAnswer(Step step, Answer answer) {
            super("%s: %d %s"
                    .formatted(
                            step.title(),
                            answer.status(),
                            answer.fields().text("code").orElse("")));
        }
    }
}
