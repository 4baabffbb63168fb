package io.satang.simulation.world;

import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.world.Replica.Running;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Brings requests to any replica of the charge-service, and answers back if there are any. */
final class Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Replica<ChargeService>> replicas;
    private final Scheduler scheduler;
    private final Chance chance;
    private final List<Running<ChargeService>> served = new ArrayList<>();
    private int waiting;

    /** A request on its way: it is answered once, or given up. */
    private final class Call<T> {
        private final Consumer<T> answered;
        private final Runnable unanswered;
        private boolean over;

        Call(Consumer<T> answered, Runnable unanswered) {
            this.answered = answered;
            this.unanswered = unanswered;
            waiting++;
        }

        void end(Runnable reaction) {
            if (!over) {
                over = true;
                waiting--;
                reaction.run();
            }
        }
    }

    Gateway(List<Replica<ChargeService>> replicas, Scheduler scheduler, Chance chance) {
        this.replicas = replicas;
        this.scheduler = scheduler;
        this.chance = chance;
    }

    /** Whether nobody waits for an answer, and no replica that lives owes one. */
    boolean atRest() {
        return waiting == 0 && owed() == 0;
    }

    /** What is left to do, for whoever wonders. */
    String unfinished() {
        return waiting + " clients wait, " + owed() + " requests not answered";
    }

    private long owed() {
        return served.stream().filter(running -> running.process().alive()).count();
    }

    /** Asks once; the client gives up when no answer comes. */
    <T> void ask(Function<ChargeService, Uni<T>> request, Consumer<T> answered, Runnable unanswered) {
        Call<T> call = new Call<>(answered, unanswered);
        later(PATIENCE, () -> call.end(call.unanswered));
        chance.oneOf(replicas)
                .running()
                .ifPresentOrElse(
                        running -> scheduler.after(running.process(), network(), () -> serve(running, request, call)),
                        () -> later(network(), () -> call.end(call.unanswered)));
    }

    private <T> void serve(Running<ChargeService> running, Function<ChargeService, Uni<T>> request, Call<T> call) {
        served.add(running);
        request.apply(running.service())
                .onTermination()
                .invoke(() -> served.remove(running))
                .subscribe()
                .with(
                        answer -> later(network(), () -> call.end(() -> call.answered.accept(answer))),
                        failure -> later(network(), () -> call.end(call.unanswered)));
    }

    /** Asks until there is an answer. */
    <T> void insist(Function<ChargeService, Uni<T>> request, Consumer<T> answered) {
        ask(request, answered, () -> {
            waiting++;
            later(chance.millis(50, 500), () -> {
                waiting--;
                insist(request, answered);
            });
        });
    }

    private Duration network() {
        return chance.millis(0, 3);
    }

    private void later(Duration delay, Runnable work) {
        scheduler.after(scheduler.world(), delay, work);
    }
}
