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
import java.util.function.Predicate;

/**
 * Brings requests to any replica of a service that lets them in, and answers back if there are any.
 *
 * @param <S> the service
 */
final class Gateway<S> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Replica<S>> replicas;
    private final Predicate<S> ready;
    private final Scheduler scheduler;
    private final Chance chance;
    private final List<Running<S>> served = new ArrayList<>();
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

    Gateway(List<Replica<S>> replicas, Predicate<S> ready, Scheduler scheduler, Chance chance) {
        this.replicas = replicas;
        this.ready = ready;
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
    <T> void ask(Function<S, Uni<T>> request, Consumer<T> answered, Runnable unanswered) {
        Call<T> call = new Call<>(answered, unanswered);
        later(PATIENCE, () -> call.end(call.unanswered));
        chance.oneOf(replicas)
                .running()
                .filter(running -> ready.test(running.service()))
                .ifPresentOrElse(
                        running -> scheduler.after(running.process(), network(), () -> serve(running, request, call)),
                        () -> later(network(), () -> call.end(call.unanswered)));
    }

    private <T> void serve(Running<S> running, Function<S, Uni<T>> request, Call<T> call) {
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
    <T> void insist(Function<S, Uni<T>> request, Consumer<T> answered) {
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
