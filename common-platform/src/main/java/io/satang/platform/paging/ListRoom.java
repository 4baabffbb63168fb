package io.satang.platform.paging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.size.ByteBudget;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Room in memory for the pages of lists that are under way, from the database to the client's socket. A page may hold a hundred objects of
 * the largest size, in several copies, so its size is asked for before it is loaded; what finds no room is told to come back.
 */
@ApplicationScoped
public class ListRoom {
    /** Of the heap. */
    private static final int HEAP_SHARE = 4;
    /** A page is there as rows, as objects, as their JSON and as the list's, which the socket then holds. */
    private static final int COPIES = 4;

    private final CurrentVertxRequest current;
    private final ByteBudget budget;

    @Inject
    ListRoom(CurrentVertxRequest current, MeterRegistry metrics) {
        this(current, new ByteBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE));
        Gauge.builder("satang.http.lists.bytes", budget, ByteBudget::takenBytes)
                .description("What the pages of lists under way take")
                .register(metrics);
    }

    ListRoom(CurrentVertxRequest current, ByteBudget budget) {
        this.current = Objects.requireNonNull(current, "current");
        this.budget = Objects.requireNonNull(budget, "budget");
    }

    /**
     * Loads a page when there is room for it, which it has until the present request has been answered.
     *
     * @param storedBytes how much the page's objects take in the database
     * @param page        loads and renders it
     * @return fails with {@link ApiException} 503 when there is no room
     */
    public <T> Uni<T> holding(Uni<Long> storedBytes, Supplier<Uni<T>> page) {
        RoutingContext context = current.getCurrent();
        return storedBytes.invoke(bytes -> take(COPIES * bytes, context)).chain(bytes -> page.get());
    }

    private void take(long bytes, RoutingContext context) {
        if (!budget.tryTake(bytes)) {
            throw new ApiException(Failures.UNAVAILABLE);
        }
        if (context.response().closed()) {
            budget.giveBack(bytes);
        } else {
            context.addEndHandler(end -> budget.giveBack(bytes));
        }
    }
}
