package io.satang.load;

import io.satang.load.Merchant.Answer;
import io.vertx.core.Future;

/** One payment up to the payer's redirect, each step timed; what goes wrong is counted and ends it. */
final class Checkout {

    private final Merchant merchant;
    private final Ledger ledger;

    Checkout(Merchant merchant, Ledger ledger) {
        this.merchant = merchant;
        this.ledger = ledger;
    }

    /**
     * Makes one payment.
     *
     * @param due when it should start, in {@link System#nanoTime} terms; waiting for its turn counts as time taken
     * @return whether it was paid; never fails
     */
    Future<Boolean> run(long due) {
        return timed(Step.SOURCE, due, merchant.createSource())
                .compose(source -> {
                    String id = source.fields().text("id").orElseThrow();
                    return timed(Step.CHARGE, System.nanoTime(), merchant.createCharge(id));
                })
                .compose(this::pay)
                .map(true)
                .recover(failure -> {
                    ledger.error(describe(failure));
                    return Future.succeededFuture(false);
                });
    }

    private Future<Answer> pay(Answer charge) {
        TopLevel fields = charge.fields();
        String id = fields.text("id").orElseThrow();
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
