package io.satang.simulation.world;

import io.satang.platform.call.InternalRoutes;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Routes to a service that is out of reach at first, in some runs. Some of what it is asked meanwhile arrives in the end, unexpectedly, and some of
 * what it is asked later arrives twice.
 */
final class LateRoutes implements InternalRoutes {
    private static final int ARRIVES_PERCENT = 50;
    private static final int REPEATED_PERCENT = 15;
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final InternalRoutes routes;
    private final SimulatedProcess client;
    private final Context context;

    LateRoutes(InternalRoutes routes, SimulatedProcess client, Context context) {
        this.routes = routes;
        this.client = client;
        this.context = context;
    }

    @Override
    public Uni<Answer> get(String path) {
        return isAway() ? silence() : routes.get(path);
    }

    @Override
    public Uni<Answer> post(String path, String body) {
        boolean away = isAway();
        if (context.chance().percent(away ? ARRIVES_PERCENT : REPEATED_PERCENT)) {
            Duration delay = away
                    ? Duration.between(context.scheduler().now(), back())
                    : context.chance().millis(0, 2_000);
            context.scheduler()
                    .after(
                            context.scheduler().world(),
                            delay,
                            () -> routes.post(path, body).subscribe().with(answer -> {}, failure -> {}));
        }
        return away ? silence() : routes.post(path, body);
    }

    private boolean isAway() {
        return context.scheduler().now().isBefore(back());
    }

    private Instant back() {
        return Scheduler.START.plus(context.scenario().offersAway());
    }

    private <T> Uni<T> silence() {
        return Uni.createFrom()
                .emitter(answer ->
                        context.scheduler().after(client, SILENCE, () -> answer.fail(new IOException("out of reach"))));
    }
}
