package io.satang.load;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** How payments are started: as fast as a number of customers can, or at a fixed rate. */
sealed interface Load {

    /** Starts payments until it is stopped. */
    void start(Vertx vertx, Checkout checkout);

    /** Starts no more payments; those that run end on their own. */
    void stop();

    /** Payments that have started and not ended. */
    int running();

    /** Each of a number of customers starts the next payment when the last one has been paid. */
    final class Closed implements Load {

        /** A customer whose payment failed waits a little, so that a system that is down is not hammered. */
        private static final long PAUSE_AFTER_ERROR_MILLIS = 100;

        private final int customers;
        private boolean stopped;
        private int running;

        Closed(int customers) {
            this.customers = customers;
        }

        @Override
        public void start(Vertx vertx, Checkout checkout) {
            for (int i = 0; i < customers; i++) {
                next(vertx, checkout);
            }
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public int running() {
            return running;
        }

        private void next(Vertx vertx, Checkout checkout) {
            if (stopped) {
                return;
            }
            running++;
            checkout.run(System.nanoTime()).onSuccess(paid -> {
                running--;
                if (paid) {
                    next(vertx, checkout);
                } else {
                    vertx.setTimer(PAUSE_AFTER_ERROR_MILLIS, timer -> next(vertx, checkout));
                }
            });
        }
    }

    /** Payments start at a fixed rate whatever becomes of those before: their waiting counts as time taken. */
    final class Paced implements Load {

        private final double perSecond;
        private boolean stopped;
        private int running;
        private long startedAt;
        private long started;

        Paced(double perSecond) {
            this.perSecond = perSecond;
        }

        @Override
        public void start(Vertx vertx, Checkout checkout) {
            startedAt = System.nanoTime();
            vertx.setPeriodic(1, timer -> {
                if (stopped) {
                    vertx.cancelTimer(timer);
                } else {
                    startWhatIsDue(checkout);
                }
            });
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public int running() {
            return running;
        }

        private void startWhatIsDue(Checkout checkout) {
            double elapsedSeconds = (System.nanoTime() - startedAt) / (double) TimeUnit.SECONDS.toNanos(1);
            long due = (long) (elapsedSeconds * perSecond);
            while (started < due) {
                started++;
                running++;
                long dueAt = startedAt + (long) (started / perSecond * TimeUnit.SECONDS.toNanos(1));
                checkout.run(dueAt).onSuccess(paid -> running--);
            }
        }
    }
}
