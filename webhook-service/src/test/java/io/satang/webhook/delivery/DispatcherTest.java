package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.platform.batching.Pace;
import io.satang.webhook.MovingClock;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.endpoint.Endpoint;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dispatcher in one thread, against tables in memory and endpoints that answer when the test says so. */
class DispatcherTest {
    private static final String A = "https://a.example/";
    private static final String B = "https://b.example/";
    private static final long BYTES = 64L * 1024 * 1024;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final DeliveryRules RULES = new DeliveryRules(
            new RetrySchedule.Exponential(3, Duration.ofSeconds(5), Duration.ofMinutes(1), 2, 0),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    private final MovingClock clock = new MovingClock(START);
    private final MemoryDeliveryStore store = new MemoryDeliveryStore(RULES, clock);
    private final Map<DeliveryId, UniEmitter<? super Sent>> asked = new LinkedHashMap<>();
    private final List<Attempt> observed = new ArrayList<>();
    private Optional<String> accountUri = Optional.of(A);
    private final Dispatcher dispatcher = dispatcher(new DispatchLimits(8, 2, 4, 16, BYTES, 4, 10, 1, Pace.NONE));

    @Test
    void aNewDeliveryIsAttemptedAtOnce() {
        take(A, 0);

        answer(0, A, 200);

        assertThat(store.states()).containsExactly(new Delivered(1, START));
        assertThat(store.attempts()).hasSize(1).isEqualTo(observed);
        assertThat(dispatcher.held()).isZero();
        assertThat(dispatcher.inFlight()).isZero();
    }

    @Test
    void aFailureIsRepeatedWhenItIsDueAndNotBefore() {
        take(A, 0);
        answer(0, A, 500);
        assertThat(store.states()).containsExactly(new Due(1, 1, START.plusSeconds(5)));

        clock.advance(Duration.ofMillis(4_999));
        dispatcher.sweep();
        assertThat(asked).isEmpty();

        clock.advance(Duration.ofMillis(1));
        dispatcher.sweep();
        answer(0, A, 200);
        assertThat(store.states()).containsExactly(new Delivered(2, START.plusSeconds(5)));
    }

    @Test
    void aDeliveryIsGivenUpAfterTheLastAttempt() {
        take(A, 0);
        for (int attempt = 0; attempt < 3; attempt++) {
            answer(0, A, 500);
            clock.advance(Duration.ofMinutes(2));
            dispatcher.sweep();
        }

        assertThat(store.states()).containsExactly(new Exhausted(3, START.plus(Duration.ofMinutes(4))));
        assertThat(asked).isEmpty();
    }

    @Test
    void aHangingEndpointDoesNotDelayAnother() {
        take(A, 0, 1, 2, 3);
        take(B, 4);

        answer(4, B, 200);

        assertThat(store.attempts())
                .extracting(attempt -> attempt.claimed().delivery().endpoint().text())
                .containsExactly(B);
        assertThat(dispatcher.inFlight()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitWaitsInTheTableUntilThereIsRoom() {
        take(A, 0, 1, 2, 3, 4, 5);
        assertThat(store.states().subList(0, 4)).allMatch(InFlight.class::isInstance);
        assertThat(store.states().subList(4, 6)).allMatch(Due.class::isInstance);

        IntStream.range(0, 6).forEach(number -> answer(number, A, 200));

        assertThat(store.states()).allMatch(Delivered.class::isInstance);
    }

    @Test
    void aCrashLeavesALeaseThatRunsOut() {
        dispatcher.dispatch(open(A, 0));
        asked.clear();
        Dispatcher survivor = dispatcher(DispatchLimits.DEFAULT);

        clock.advance(Duration.ofSeconds(59));
        survivor.sweep();
        assertThat(asked).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        survivor.sweep();
        answer(0, A, 200);
        assertThat(store.states()).containsExactly(new Delivered(1, START.plusSeconds(60)));
    }

    @Test
    void aFailureUnderALostLeaseChangesNothing() {
        take(A, 0);
        UniEmitter<? super Sent> late = asked.remove(Deliveries.delivery(0, A).id());
        clock.advance(Duration.ofSeconds(60));
        dispatcher(DispatchLimits.DEFAULT).sweep();

        late.complete(Sent.nothing(new Answered(500)));

        assertThat(store.states()).containsExactly(new InFlight(0, 2, START.plusSeconds(120)));
        assertThat(store.attempts()).hasSize(1);
    }

    @Test
    void aDeliveryThatWaitedTooLongIsLeftToTheNextLease() {
        take(A, 0, 1, 2);
        clock.advance(Duration.ofSeconds(51));
        answer(0, A, 200);
        answer(1, A, 200);
        assertThat(asked)
                .as("the third waited, and its lease is too short for an attempt now")
                .isEmpty();

        clock.advance(Duration.ofSeconds(9));
        dispatcher.sweep();

        assertThat(asked).containsOnlyKeys(Deliveries.delivery(2, A).id());
    }

    @Test
    void withoutADatabaseNothingIsLost() {
        take(A, 0);
        store.down(true);
        answer(0, A, 200);
        dispatcher.sweep();
        assertThat(dispatcher.held()).isZero();

        store.down(false);
        clock.advance(Duration.ofSeconds(60));
        dispatcher.sweep();
        answer(0, A, 200);

        assertThat(store.states()).containsExactly(new Delivered(1, START.plusSeconds(60)));
    }

    @Test
    void what_an_endpoint_has_taken_is_remembered_when_the_database_is_there_again_and_not_sent_once_more() {
        take(A, 0);
        store.away(true);
        answer(0, A, 200);
        assertThat(dispatcher.held()).isOne();

        store.away(false);

        await().until(() -> dispatcher.held() == 0);
        assertThat(store.states()).containsExactly(new Delivered(1, START));
        clock.advance(Duration.ofSeconds(60));
        dispatcher.sweep();
        assertThat(asked).isEmpty();
    }

    @Test
    void what_could_not_be_remembered_while_the_lease_was_there_is_let_go() {
        take(A, 0);
        store.away(true);
        answer(0, A, 200);
        assertThat(dispatcher.held()).isOne();

        clock.advance(Duration.ofSeconds(60));

        await().until(() -> dispatcher.held() == 0);
        assertThat(store.attempts()).isEmpty();
    }

    @Test
    void aFailureOfOursIsNoAttempt() {
        take(A, 0);

        asked.remove(Deliveries.delivery(0, A).id()).fail(new IllegalStateException("no secret"));

        assertThat(store.attempts()).isEmpty();
        assertThat(store.states()).containsExactly(new InFlight(0, 1, START.plusSeconds(60)));
        assertThat(dispatcher.held()).isZero();
    }

    @Test
    void aStoppedDispatcherStartsNothingMore() {
        take(A, 0, 1, 2);
        dispatcher.stop();

        answer(0, A, 200);
        take(A, 3);
        dispatcher.sweep();

        assertThat(asked).as("of three the second was under way").hasSize(1);
        assertThat(store.states().getLast()).isInstanceOf(Due.class);
    }

    @Test
    void a_stopped_dispatcher_finishes_what_is_under_way_and_gives_the_rest_to_others_at_once() {
        take(A, 0, 1, 2);
        AtomicBoolean drained = new AtomicBoolean();

        dispatcher.stop().subscribe().with(over -> drained.set(true));
        answer(0, A, 200);
        assertThat(drained).as("one is under way").isFalse();
        answer(1, A, 500);

        assertThat(drained).isTrue();
        assertThat(store.states())
                .containsExactly(new Delivered(1, START), new Due(1, 1, START.plusSeconds(5)), new Due(0, 1, START));
    }

    @Test
    void anEndpointThatAnswersAtOnceDoesNotDeepenTheStack() {
        DispatchLimits limits = new DispatchLimits(1, 1, 1, 80_000, BYTES, 20_000, 10, 1, Pace.NONE);
        Dispatcher quick = new Dispatcher(
                store,
                (delivery, to) -> Uni.createFrom().item(Sent.nothing(new Answered(200))),
                delivery -> Uni.createFrom().item(new Destination.To(delivery.endpoint())),
                RULES,
                limits,
                observed::add,
                clock,
                new Random(1));
        List<Delivery> deliveries = IntStream.range(0, 20_000)
                .mapToObj(number -> Deliveries.delivery(number, A))
                .toList();
        List<NewDelivery> opened = quick.open(deliveries);
        store.add(deliveries.stream().map(Delivery::event).toList(), opened)
                .await()
                .indefinitely();

        quick.dispatch(opened);

        assertThat(store.states()).hasSize(20_000).allMatch(Delivered.class::isInstance);
    }

    @Test
    void each_attempt_goes_to_the_address_that_the_account_has_then() {
        takeForAccount(0);
        answer(0, A, 500);
        accountUri = Optional.of(B);

        retry();
        answer(0, B, 200);

        assertThat(attempted()).containsExactly(A + " rejected", B + " delivered");
        assertThat(dispatcher.held()).isZero();
        assertThat(dispatcher.inFlight()).isZero();
    }

    @Test
    void an_address_that_was_named_with_the_object_stays() {
        take(A, 0);
        answer(0, A, 500);
        accountUri = Optional.of(B);

        retry();
        answer(0, A, 200);

        assertThat(attempted()).containsExactly(A + " rejected", A + " delivered");
    }

    @Test
    void what_waits_for_the_old_address_takes_its_turn_at_the_new_one() {
        takeForAccount(0, 1, 2, 3);
        accountUri = Optional.of(B);

        answer(0, A, 500);

        assertThat(asked).as("one still asks the old address").hasSize(3);
        List.of(1, 2, 3).forEach(number -> answer(number, B, 200));
        assertThat(attempted()).containsExactly(A + " rejected", A + " delivered", B + " delivered", B + " delivered");
        assertThat(dispatcher.held()).isZero();
        assertThat(dispatcher.heldBytes()).isZero();
    }

    @Test
    void an_account_that_sets_an_address_again_gets_what_it_missed() {
        takeForAccount(0);
        answer(0, A, 500);
        accountUri = Optional.empty();
        retry();
        assertThat(asked).isEmpty();

        accountUri = Optional.of(B);
        retry();
        answer(0, B, 200);

        assertThat(attempted()).containsExactly(A + " rejected", A + " withdrawn", B + " delivered");
    }

    @Test
    void an_account_without_an_address_is_given_up_with_that_reason() {
        takeForAccount(0);
        answer(0, A, 500);
        accountUri = Optional.empty();

        retry();
        retry();

        assertThat(attempted()).containsExactly(A + " rejected", A + " withdrawn", A + " withdrawn");
        assertThat(store.states()).containsExactly(new Exhausted(3, START.plus(Duration.ofMinutes(4))));
        assertThat(observed.getLast().outcome().error()).contains("account has no webhook endpoint now");
        assertThat(dispatcher.held()).isZero();
    }

    @Test
    void what_an_endpoint_asks_for_is_waited_for() {
        take(A, 0);

        answer(0, A, new Answered(503, Optional.of(Duration.ofSeconds(40)), Optional.empty()));

        assertThat(store.states()).containsExactly(new Due(1, 1, START.plusSeconds(40)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 504})
    void an_endpoint_that_cannot_keep_up_is_left_alone_and_its_other_events_count_no_attempt(int status) {
        take(A, 0);
        answer(0, A, status);

        take(A, 1);
        take(B, 2);

        assertThat(asked.keySet()).containsExactly(Deliveries.delivery(2, B).id());
        assertThat(store.states().get(1)).isInstanceOfSatisfying(Due.class, due -> {
            assertThat(due.attempts()).isZero();
            assertThat(due.at()).isBetween(START.plusSeconds(10), START.plusSeconds(15));
        });
        clock.advance(Duration.ofSeconds(15));
        dispatcher.sweep();
        assertThat(asked.keySet()).contains(Deliveries.delivery(1, A).id());
        assertThat(dispatcher.held()).isEqualTo(3);
    }

    @Test
    void what_waits_for_a_throttled_endpoint_goes_back_together() {
        take(A, 0);
        answer(0, A, 429);
        CompletableFuture<Void> first = store.slowToPostpone();

        take(A, 1, 2, 3, 4);
        first.complete(null);

        assertThat(store.postponedTogether()).containsExactly(1, 3);
        assertThat(dispatcher.held()).isZero();
    }

    @Test
    void a_throttled_endpoint_is_left_alone_for_no_longer_than_an_hour() {
        take(A, 0);
        answer(0, A, new Answered(429, Optional.of(Duration.ofDays(9)), Optional.empty()));

        take(A, 1);

        assertThat(store.states().get(0)).isEqualTo(new Due(1, 1, START.plus(Duration.ofDays(1))));
        assertThat(store.states().get(1))
                .isInstanceOfSatisfying(
                        Due.class, due -> assertThat(due.at()).isBefore(START.plus(Duration.ofMinutes(91))));
    }

    private Dispatcher dispatcher(DispatchLimits limits) {
        return new Dispatcher(store, this::ask, this::destination, RULES, limits, observed::add, clock, new Random(1));
    }

    private Uni<Destination> destination(Delivery delivery) {
        return Uni.createFrom().item(Destinations.following(any -> accountUri.flatMap(Endpoint::parse), delivery));
    }

    private Uni<Sent> ask(Delivery delivery, Destination.To unused) {
        return Uni.createFrom().emitter(emitter -> asked.put(delivery.id(), emitter));
    }

    private void answer(int number, String uri, int status) {
        answer(number, uri, new Answered(status));
    }

    private void answer(int number, String uri, AttemptOutcome outcome) {
        asked.remove(Deliveries.delivery(number, uri).id()).complete(Sent.nothing(outcome));
    }

    private void take(String uri, int... numbers) {
        dispatcher.dispatch(open(uri, numbers));
    }

    private void takeForAccount(int... numbers) {
        dispatcher.dispatch(open(IntStream.of(numbers)
                .mapToObj(number -> Deliveries.followingAccount(number, accountUri.orElseThrow()))
                .toList()));
    }

    private void retry() {
        clock.advance(Duration.ofMinutes(2));
        dispatcher.sweep();
    }

    private List<String> attempted() {
        return store.attempts().stream()
                .map(attempt -> attempt.claimed().delivery().endpoint().text() + " "
                        + attempt.outcome().label())
                .toList();
    }

    private List<NewDelivery> open(String uri, int... numbers) {
        return open(IntStream.of(numbers)
                .mapToObj(number -> Deliveries.delivery(number, uri))
                .toList());
    }

    private List<NewDelivery> open(List<Delivery> deliveries) {
        List<NewDelivery> opened = dispatcher.open(deliveries);
        store.add(deliveries.stream().map(Delivery::event).toList(), opened)
                .await()
                .indefinitely();
        return opened;
    }
}
