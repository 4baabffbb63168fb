package io.satang.simulation.world;

import io.satang.platform.call.InternalRoutes;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.world.Replica.Running;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * HTTP between a replica of the charge-service and any of another service: what {@code HttpInternalRoutes} is answered.
 *
 * @param <S> the other service
 */
final class ServiceRoutes<S extends ServiceRoutes.Answering> implements InternalRoutes {
    // Like production's.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private final SimulatedProcess client;
    private final List<Replica<S>> replicas;
    private final Context context;

    /** A service that has internal routes. */
    interface Answering {
        /** Whether it lets requests in. */
        boolean ready();

        /** Answers a question. */
        Uni<Answer> lookUp(String path);

        /** Does something. */
        Uni<Answer> post(String path, String body);
    }

    /** A request on its way: it is answered once, or given up. */
    private record Call(UniEmitter<? super Answer> answer, AtomicBoolean over) {
        void complete(Answer with) {
            if (over.compareAndSet(false, true)) {
                answer.complete(with);
            }
        }

        void fail() {
            if (over.compareAndSet(false, true)) {
                answer.fail(new IOException("the service does not answer"));
            }
        }
    }

    ServiceRoutes(SimulatedProcess client, List<Replica<S>> replicas, Context context) {
        this.client = client;
        this.replicas = replicas;
        this.context = context;
    }

    @Override
    public Uni<Answer> get(String path) {
        return ask(service -> service.lookUp(path));
    }

    @Override
    public Uni<Answer> post(String path, String body) {
        return ask(service -> service.post(path, body));
    }

    private Uni<Answer> ask(Function<S, Uni<Answer>> request) {
        return Uni.createFrom().emitter(answer -> {
            Call call = new Call(answer, new AtomicBoolean());
            reply(ANSWER_MAX, call::fail);
            context.chance()
                    .oneOf(replicas)
                    .running()
                    .filter(running -> running.service().ready())
                    .ifPresentOrElse(running -> send(running, request, call), () -> reply(network(), call::fail));
        });
    }

    private void send(Running<S> running, Function<S, Uni<Answer>> request, Call call) {
        context.scheduler()
                .after(
                        running.process(),
                        network(),
                        () -> request.apply(running.service())
                                .subscribe()
                                .with(
                                        answer -> reply(network(), () -> call.complete(answer)),
                                        failure -> reply(network(), () -> call.complete(new Answer(500, "")))));
    }

    private void reply(Duration delay, Runnable work) {
        context.scheduler().after(client, delay, work);
    }

    private Duration network() {
        return context.chance().millis(0, 3);
    }
}
