package io.satang.platform.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.satang.platform.batching.Coalescer.Limits;
import io.satang.platform.database.GivenUpException;
import io.satang.platform.database.OverloadedException;
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
    void whatArrivesInARestGoesTogetherWhenItIsOver() {
        Coalescer<Integer, Integer> coalescer =
                coalescer(new Limits(10, 1, 10).at(resting(Duration.ofMillis(200))), statement);
        comeTogether(coalescer);
        long begun = System.nanoTime();
        statement.answer(1);

        submitAll(coalescer, 4, 5);
        assertThat(statement.batches).hasSize(2);
        await().atMost(PATIENCE).until(() -> statement.batches.size() == 3);

        assertThat(statement.batches.getLast()).containsExactly(4, 5);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void whatFillsAStatementDoesNotWaitForTheRestToBeOver() {
        Coalescer<Integer, Integer> coalescer =
                coalescer(new Limits(3, 1, 10).at(resting(Duration.ofHours(1))), statement);
        comeTogether(coalescer);
        statement.answer(1);

        submitAll(coalescer, 4, 5);
        assertThat(statement.batches).hasSize(2);
        submitAll(coalescer, 6);

        assertThat(statement.batches.getLast()).containsExactly(4, 5, 6);
    }

    @Test
    void whatFillsTheBytesOfAStatementDoesNotWaitEither() {
        Coalescer<Integer, Integer> coalescer =
                weighing(new Limits(10, 100, 1, 10, 1_000, PATIENCE, PATIENCE, resting(Duration.ofHours(1))));
        comeTogether(coalescer);
        statement.answer(1);

        submitAll(coalescer, 40, 60);

        assertThat(statement.batches.getLast()).containsExactly(40, 60);
    }

    @Test
    void whatComesOneByOneWaitsForNoRest() {
        Coalescer<Integer, Integer> coalescer =
                coalescer(new Limits(10, 1, 10).at(resting(Duration.ofHours(1))), statement);

        IntStream.range(0, 5).forEach(i -> {
            submitAll(coalescer, i);
            statement.answer(i);
        });

        assertThat(statement.batches).hasSize(5);
    }

    /** The first goes alone, and the two behind it are under way. */
    private void comeTogether(Coalescer<Integer, Integer> coalescer) {
        submitAll(coalescer, 1, 2, 3);
        statement.answer(0);
        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3));
    }

    private static Pace resting(Duration longest) {
        return new Pace(1_000_000_000, longest);
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
    void ownersTakeTurnsSoThatNobodyWaitsBehindAllThatOneOfThemHasSent() {
        Coalescer<Integer, Integer> coalescer = owned(new Limits(2, 1, 100));

        submitAll(coalescer, 11, 12, 13, 14, 15, 21, 31, 22);
        IntStream.range(0, 5).forEach(statement::answer);

        assertThat(statement.batches)
                .containsExactly(List.of(11), List.of(12, 21), List.of(31, 13), List.of(22, 14), List.of(15));
    }

    @Test
    void oneOwnerHasHalfOfTheRoomAndTheOthersFindTheRest() {
        Coalescer<Integer, Integer> coalescer = owned(new Limits(10, 1, 4));

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 11, 12, 13, 14, 21, 31, 41);

        assertThat(answers.get(3)).as("a third of the owner's").isCompletedExceptionally();
        assertThat(answers.get(6)).as("a fifth of all").isCompletedExceptionally();
        statement.answer(0);
        assertThat(statement.batches).containsExactly(List.of(11), List.of(12, 21, 31, 13));
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

        assertThat(batches)
                .as("halves")
                .containsExactly(
                        List.of(0), List.of(12, 13, 14), List.of(12), List.of(13, 14), List.of(13), List.of(14));
        assertThat(answers.get(1)).isCompletedWithValue(24);
        assertThatThrownBy(answers.get(2)::join).hasCause(refused());
        assertThat(answers.get(3)).isCompletedWithValue(28);
    }

    @Test
    void aStatementTakesNoMoreBytesThanItsLimitAndALargerItemGoesAlone() {
        Coalescer<Integer, Integer> coalescer =
                weighing(new Limits(10, 10, 1, 10, 1_000, PATIENCE, PATIENCE, Pace.NONE));

        submitAll(coalescer, 1, 4, 6, 1, 50, 2);
        IntStream.range(0, 5).forEach(statement::answer);

        assertThat(statement.batches).containsExactly(List.of(1), List.of(4, 6), List.of(1), List.of(50), List.of(2));
    }

    @Test
    void whoFindsTheQueueFullOfBytesIsRefusedAndTheOthersAreServed() {
        Coalescer<Integer, Integer> coalescer =
                weighing(new Limits(10, 100, 1, 10, 100, PATIENCE, PATIENCE, Pace.NONE));

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 60, 41, 40);
        assertThat(coalescer.waitingItems()).isEqualTo(2);
        assertThat(coalescer.waitingBytes()).isEqualTo(100);
        statement.answer(0);
        statement.answer(1);

        assertThatThrownBy(answers.get(2)::join).hasCauseInstanceOf(OverloadedException.class);
        assertThat(answers.get(1)).isCompletedWithValue(120);
        assertThat(answers.get(3)).isCompletedWithValue(80);
        assertThat(coalescer.waitingBytes()).isZero();
    }

    @Test
    void aStatementThatHangsIsGivenUpAndTheNextBatchRuns() {
        Coalescer<Integer, Integer> coalescer = coalescer(
                new Limits(10, 1_000, 1, 10, 1_000, Duration.ofMillis(20), Duration.ofMillis(500), Pace.NONE),
                statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2);
        await().pollInterval(Duration.ofMillis(10)).until(() -> statement.batches.size() == 2);
        statement.answer(1);
        await().atMost(PATIENCE).until(answers.get(0)::isDone);
        statement.answer(0);

        assertThatThrownBy(answers.get(0)::join).hasCauseInstanceOf(GivenUpException.class);
        assertThat(answers.get(1)).isCompletedWithValue(4);
    }

    @Test
    void whatComesBehindASlowStatementGoesPastItButNoMoreSlowOnesThanOthers() {
        Coalescer<Integer, Integer> coalescer =
                coalescer(new Limits(10, 1_000, 1, 10, 1_000, Duration.ofMillis(50), PATIENCE, Pace.NONE), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3);
        await().atMost(PATIENCE).until(() -> statement.batches.size() == 2);
        CompletableFuture<Integer> third = submit(coalescer, 4);
        await().during(Duration.ofMillis(150)).until(() -> statement.batches.size() == 2);
        statement.answer(1);
        statement.answer(2);
        statement.answer(0);

        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3), List.of(4));
        assertThat(answers).extracting(CompletableFuture::join).containsExactly(2, 4, 6);
        assertThat(third).isCompletedWithValue(8);
    }

    @Test
    void whoHasWaitedForLongFailsWithAStatementThatTheDatabaseFailed() {
        Coalescer<Integer, Integer> coalescer =
                coalescer(new Limits(1, 1_000, 1, 10, 1_000, Duration.ofMillis(50), PATIENCE, Pace.NONE), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3);
        await().pollDelay(Duration.ofMillis(100)).until(() -> statement.batches.size() == 2);
        CompletableFuture<Integer> newcomer = submit(coalescer, 4);
        statement.fail(0, refused("57P01"));
        statement.answer(1);
        statement.answer(2);

        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(answers.get(1)).isCompletedWithValue(4);
        assertThat(answers.get(2)).isCompletedExceptionally();
        assertThat(newcomer).isCompletedWithValue(8);
    }

    @Test
    void whatPassesFailsEveryoneAtOnce() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3);
        statement.answer(0);
        statement.fail(1, refused("57P01"));

        assertThat(statement.batches).hasSize(2);
        assertThatThrownBy(answers.get(1)::join).hasCause(refused("57P01"));
        assertThatThrownBy(answers.get(2)::join).hasCause(refused("57P01"));
    }

    @Test
    void aConflictRepeatsTheBatchOnceAsAWhole() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3, 4);
        statement.answer(0);
        statement.fail(1, refused("40P01"));
        statement.answer(2);

        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(2, 3, 4));
        assertThat(answers).extracting(CompletableFuture::join).containsExactly(2, 4, 6, 8);
    }

    @Test
    void aConflictThatStaysFailsEveryone() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3);
        statement.answer(0);
        statement.fail(1, refused("40001"));
        statement.fail(2, refused("40001"));

        assertThat(statement.batches).hasSize(3);
        assertThat(answers.subList(1, 3))
                .allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
    }

    @Test
    void whatPassesWhileABadItemIsSoughtEndsTheSearch() {
        Coalescer<Integer, Integer> coalescer = coalescer(new Limits(10, 1, 10), statement);

        List<CompletableFuture<Integer>> answers = submitAll(coalescer, 1, 2, 3, 4, 5);
        statement.answer(0);
        statement.fail(1, refused());
        statement.answer(2);
        statement.fail(3, refused("57P01"));

        assertThat(statement.batches).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(2, 3), List.of(4, 5));
        assertThat(answers.subList(0, 3)).extracting(CompletableFuture::join).containsExactly(2, 4, 6);
        assertThat(answers.subList(3, 5))
                .allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
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
        return new Coalescer<>("doubling", limits, item -> 1, String::valueOf, statement);
    }

    /** Whose items weigh what they say. */
    private Coalescer<Integer, Integer> weighing(Limits limits) {
        return new Coalescer<>("doubling", limits, Integer::longValue, String::valueOf, statement);
    }

    /** Whose items belong to whom their first digit names. */
    private Coalescer<Integer, Integer> owned(Limits limits) {
        return new Coalescer<>("doubling", limits, item -> 1, item -> Integer.toString(item / 10), statement);
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
        return refused("23514");
    }

    private static PgException refused(String sqlState) {
        return new PgException("no", "ERROR", sqlState, "no");
    }
}
