package io.satang.platform.http;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Objects;

/**
 * Answers for work that takes too long. The work is not cancelled: a transaction that is left between two statements would keep its
 * connection.
 */
@AnswersInTime
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class AnswersInTimeInterceptor {
    private static final int MILLIS_PER_SECOND = 1_000;

    private final Vertx vertx;

    AnswersInTimeInterceptor(Vertx vertx) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
    }

    @AroundInvoke
    Object answer(InvocationContext call) throws Exception {
        Object answer = call.proceed();
        double seconds = call.getInterceptorBinding(AnswersInTime.class).seconds();
        return answer instanceof Uni<?> later ? within((long) (seconds * MILLIS_PER_SECOND), later) : answer;
    }

    private <T> Uni<T> within(long millis, Uni<T> answer) {
        return Uni.createFrom().emitter(caller -> {
            long timer = vertx.setTimer(millis, late -> caller.fail(new ApiException(Failures.UNAVAILABLE)));
            answer.onTermination()
                    .invoke(() -> vertx.cancelTimer(timer))
                    .subscribe()
                    .with(caller::complete, caller::fail);
        });
    }
}
