package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.satang.events.Coalescer.Limits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Natural batching; the statement doubles its numbers, and the tests decide when it comes back. */
class CoalescerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A database that answers when it is told to. */
    private static final class HeldStatement implements Function<List<Integer>, Uni<List<Integer>>> {
        private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
        private final List<UniEmitter<? super List<Integer>>> held = new CopyOnWriteArrayList<>();

        @Override
        public Uni<List<Integer>> apply(List<Integer> batch) {
            return Uni.createFrom().emitter(emitter -> {
                batches.add(batch);
                held.add(emitter);
            });
        }

        void answer(int batch) {
            held.get(batch).complete(doubled(batches.get(batch)));
        }

        void fail(int batch, Throwable failure) {
            held.get(batch).fail(failure);
        }
    }

    private final HeldStatement statement = new HeldStatement();

    @Test
    void whatFindsNothingUnderWayStartsAtOnce() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        CompletableFuture<Integer> one = submit(coalescer, 1);

        assertThat(statement.batches).containsExactly(List.of(1));
        statement.answer(0);
        assertThat(one).isCompletedWithValue(2);
    }

    @Test
    void whatArrivesMeanwhileGoesTogetherAsTheNextOne() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3, 4);
        assertThat(statement.batches).containsExactly(List.of(1));
        statement.answer(0);
        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3, 4));
        statement.answer(1);

        assertThat(answers).extracting(CompletableFuture::join).containsExactly(2, 4, 6, 8);
    }

    @Test
    void aStatementTakesNoMoreItemsThanItsLimit() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(2, 1, 10), statement);

        submitAll(coalescer, 1, 2, 3, 4);
        IntStream.range(0, 3).forEach(statement::answer);

        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3), List.of(4));
    }

    @Test
    void noMoreStatementsAreUnderWayThanAllowed() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 2, 10), statement);

        submitAll(coalescer, 1, 2, 3, 4);
        assertThat(statement.batches).containsExactly(List.of(1), List.of(2));
        statement.answer(1);

        assertThat(statement.batches).containsExactly(List.of(1), List.of(2), List.of(3, 4));
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAndTheOthersAreServed() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 2), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3, 4);
        statement.answer(0);
        statement.answer(1);

        assertThat(answers.subList(0, 3)).extracting(CompletableFuture::join).containsExactly(2, 4, 6);
        assertThatThrownBy(answers.get(3)::join).hasCauseInstanceOf(OverloadedException.class);
        assertThat(submit(coalescer, 5)).as("room again").isNotDone();
    }

    @Test
    void oneItemThatTheDatabaseRefusesDoesNotFailItsNeighbours() {
        List<List<Integer>> batches = new ArrayList<>();
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), batch -> {
            batches.add(batch);
            return batch.equals(List.of(0))
                    ? statement.apply(batch)
                    : batch.contains(13)
                            ? Uni.createFrom().failure(refused())
                            : Uni.createFrom().item(doubled(batch));
        });

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 0, 12, 13, 14);
        statement.answer(0);

        assertThat(batches).containsExactly(List.of(0), List.of(12, 13, 14), List.of(12), List.of(13), List.of(14));
        assertThat(answers.get(1)).isCompletedWithValue(24);
        assertThatThrownBy(answers.get(2)::join).hasCause(refused());
        assertThat(answers.get(3)).isCompletedWithValue(28);
    }

    @Test
    void aBatchThatMayHaveBeenCommittedIsNotRepeated() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);
        IllegalStateException lost = new IllegalStateException("connection lost");

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3);
        statement.answer(0);
        statement.fail(1, lost);

        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3));
        assertThatThrownBy(answers.get(1)::join).hasCause(lost);
        assertThatThrownBy(answers.get(2)::join).hasCause(lost);
    }

    @Test
    void afterAFailureTheNextBatchRuns() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2);
        statement.fail(0, new IllegalStateException("connection lost"));
        statement.answer(1);

        assertThat(answers.get(1)).isCompletedWithValue(4);
    }

    @Test
    void aStatementThatThrowsFailsItsItemsOnly() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), batch -> {
            if (batch.contains(13)) {
                throw new IllegalStateException("bug");
            }
            return Uni.createFrom().item(doubled(batch));
        });

        assertThatThrownBy(submit(coalescer, 13)::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(submit(coalescer, 1)).isCompletedWithValue(2);
    }

    @Test
    void aStatementThatForgetsAnItemFailsAllOfThem() {
        Coalescer<Integer, Integer> coalescer =
                coalescer(new Limits(10, 1, 10), batch -> Uni.createFrom().item(List.of()));

        assertThatThrownBy(submit(coalescer, 1)::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("doubling answered 0 of 1 items");
    }

    @Test
    void nobodyIsAskedUntilSomebodySubscribes() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        Uni<Integer> unasked = coalescer.submit(1);

        assertThat(statement.batches).isEmpty();
        assertThat(unasked).isNotNull();
    }

    @Test
    void underManyThreadsEveryoneGetsItsOwnAnswerAndTheLimitsHold() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        try (ExecutorService database = Executors.newFixedThreadPool(8);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Coalescer<Integer, Integer> coalescer = coalescer(
                    new Limits(50, 3, 20_000),
                    batch -> Uni.createFrom()
                            .item(() -> {
                                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                largest.accumulateAndGet(batch.size(), Math::max);
                                List<Integer> results = doubled(batch);
                                underWay.decrementAndGet();
                                return results;
                            })
                            .runSubscriptionOn(database));

            List<CompletableFuture<Integer>> answers = IntStream.range(0, 10_000)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> submit(coalescer, i).join(), callers))
                    .toList();

            await().atMost(PATIENCE).until(() -> answers.stream().allMatch(CompletableFuture::isDone));
            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10_000).mapToObj(i -> i * 2).toList());
        }
        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(largest.get()).isLessThanOrEqualTo(50);
    }

    private static Coalescer<Integer, Integer> coalescer(
            Limits limits, Function<List<Integer>, Uni<List<Integer>>> statement) {
        return new Coalescer<>("doubling", limits, statement);
    }

    private static List<CompletableFuture<Integer>> submitAll(Coalescer<Integer, Integer> coalescer, int... items) {
        return IntStream.of(items).mapToObj(item -> submit(coalescer, item)).toList();
    }

    private static CompletableFuture<Integer> submit(Coalescer<Integer, Integer> coalescer, int item) {
        return coalescer.submit(item).subscribeAsCompletionStage();
    }

    private static List<Integer> doubled(List<Integer> batch) {
        return batch.stream().map(item -> item * 2).toList();
    }

    private static PgException refused() {
        return new PgException("no", "ERROR", "23514", "no");
    }
}
