package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final String A = "https://a.example/";
    private static final String B = "https://b.example/";
    private static final String ONE = "account_test_1";
    private static final String OTHER = "account_test_2";
    private static final long BYTES = 1L << 20;

    private final Lanes lanes = new Lanes(new DispatchLimits(8, 2, 3, 12, BYTES, 3, 5, 1));

    @Test
    void anEndpointHasOnlySoManyAttemptsUnderWay() {
        add(ONE, A, 0, 1, 2, 3);

        assertThat(lanes.start()).hasSize(2);
        assertThat(lanes.start()).isEmpty();
        assertThat(lanes.full().endpoints()).containsExactly(A);
    }

    @Test
    void aBusyEndpointLeavesRoomForAnother() {
        add(ONE, A, 0, 1, 2, 3);
        lanes.start();
        add(ONE, B, 4);

        assertThat(lanes.start()).extracting(Claimed::delivery).containsExactly(Deliveries.delivery(4, B));
    }

    @Test
    void endpointsTakeTurns() {
        add(ONE, A, 0, 1);
        add(ONE, B, 2, 3);

        assertThat(uris(lanes.start())).containsExactly(A, B, A, B);
    }

    @Test
    void accountsTakeTurnsHoweverManyEndpointsTheyHave() {
        Lanes roomy = new Lanes(new DispatchLimits(4, 2, 64, 100, BYTES, 3, 5, 1));
        IntStream.range(0, 20).forEach(number -> roomy.add(claimed(ONE, number, "https://a" + number + ".example/")));
        IntStream.range(20, 22).forEach(number -> roomy.add(claimed(OTHER, number, B)));

        List<Claimed> started = roomy.start();

        assertThat(started)
                .extracting(claimed -> claimed.delivery().event().accountId())
                .startsWith(ONE, OTHER);
    }

    @Test
    void anAccountTakesOnlyItsShareOfTheAttempts() {
        Lanes shared = new Lanes(new DispatchLimits(100, 50, 100, 1_000, BYTES, 500, 5, 4));
        IntStream.range(0, 200).forEach(number -> shared.add(claimed(ONE, number, "https://a.example/" + number)));

        assertThat(shared.start()).as("a quarter of what is left").hasSize(20);
    }

    @Test
    void aHostHasOnlySoManyAttemptsUnderWayWhateverItsEndpointsAreCalled() {
        IntStream.range(0, 6).forEach(number -> lanes.add(claimed(ONE, number, A + "?q=" + number)));

        List<Claimed> started = lanes.start();

        assertThat(started).hasSize(3);
        assertThat(lanes.full().hosts()).containsExactly("https://a.example");
        lanes.ended(started.getFirst(), Standing.ANSWERED);
        assertThat(lanes.start()).hasSize(1);
    }

    @Test
    void hostsThatDoNotAnswerAreAskedALittleAtATimeUntilOneDoes() {
        Lanes many = new Lanes(new DispatchLimits(100, 10, 10, 1_000, BYTES, 500, 5, 1));
        IntStream.range(0, 30).forEach(number -> many.add(claimed(ONE, number, A)));
        List<Claimed> first = many.start();
        assertThat(first).hasSize(10);

        first.forEach(claimed -> many.ended(claimed, Standing.SILENT));
        List<Claimed> then = many.start();
        assertThat(then).hasSize(DispatchLimits.SUSPECT);
        assertThat(many.room().take(Deliveries.delivery(100, A))).isFalse();

        many.ended(then.getFirst(), Standing.ANSWERED);
        assertThat(many.start()).hasSize(9);
    }

    @Test
    void thoseThatAreNotKnownToAnswerNeverTakeMoreThanHalfOfTheAttempts() {
        Lanes many = new Lanes(new DispatchLimits(40, 10, 10, 10_000, BYTES, 500, 5, 1));
        many.add(claimed(OTHER, 0, B));
        many.start().forEach(claimed -> many.ended(claimed, Standing.ANSWERED));
        for (int host = 1; host <= 100; host++) {
            many.add(claimed("account_test_dead" + host, host, "https://dead" + host + ".example/"));
        }

        List<Claimed> asked = many.start();
        assertThat(asked).hasSize(20);
        many.add(claimed(OTHER, 200, B));
        assertThat(uris(many.start())).containsExactly(B);

        asked.forEach(claimed -> many.ended(claimed, Standing.SILENT));
        assertThat(many.start()).as("their turn comes, too").hasSize(20);
    }

    @Test
    void anAttemptThatEndsMakesRoomForTheNext() {
        add(ONE, A, 0, 1, 2, 3, 4);
        List<Claimed> started = lanes.start();

        boolean drained = lanes.ended(started.getFirst(), Standing.ANSWERED);

        assertThat(drained).isFalse();
        assertThat(lanes.start()).extracting(Claimed::delivery).containsExactly(Deliveries.delivery(2, A));
        lanes.ended(started.getLast(), Standing.ANSWERED);
        lanes.start();
        assertThat(lanes.ended(Deliveries.claimed(2, A), Standing.ANSWERED)).isTrue();
    }

    @Test
    void thereIsRoomUntilTheLaneOrTheMemoryIsFull() {
        Lanes.Room room = lanes.room();

        assertThat(take(room, ONE, 0, A)).isTrue();
        assertThat(take(room, ONE, 1, A)).isTrue();
        assertThat(take(room, ONE, 2, A)).isTrue();
        assertThat(take(room, ONE, 3, A)).as("three wait for this endpoint").isFalse();
        assertThat(take(room, OTHER, 4, B)).isTrue();
        assertThat(take(room, OTHER, 5, B)).isTrue();
        assertThat(take(room, OTHER, 6, B)).isTrue();
        assertThat(take(room, "account_test_3", 7, "https://c.example/"))
                .as("half of the memory is for those who answer")
                .isFalse();
    }

    @Test
    void whoIsKnownToAnswerFindsRoomHoweverManyOthersCameBefore() {
        add(OTHER, B, 0);
        lanes.start().forEach(claimed -> lanes.ended(claimed, Standing.ANSWERED));
        Lanes.Room room = lanes.room();
        long taken = IntStream.range(1, 100)
                .filter(number -> take(room, "account_test_dead" + number, number, A + number))
                .count();

        assertThat(taken).isEqualTo(5);
        assertThat(take(room, OTHER, 100, B)).isTrue();
    }

    @Test
    void largeEventsFillTheMemoryToo() {
        Lanes small = new Lanes(new DispatchLimits(
                4, 2, 3, 1_000, 20 * Deliveries.delivery(0, A).bytes(), 500, 5, 1));
        Lanes.Room room = small.room();

        long taken = IntStream.range(0, 100)
                .filter(number -> take(room, "account_test_" + number, number, A + number))
                .count();

        assertThat(taken).isEqualTo(20);
    }

    @Test
    void whatIsBeingRecordedIsStillHeld() {
        add(ONE, A, 0, 1);
        List<Claimed> started = lanes.start();
        started.forEach(claimed -> lanes.ended(claimed, Standing.ANSWERED));
        assertThat(lanes.held()).isEqualTo(2);
        assertThat(lanes.roomForClaims()).isEqualTo(5);

        started.forEach(claimed -> lanes.forgotten(claimed.delivery()));

        assertThat(lanes.held()).isZero();
        assertThat(lanes.heldBytes()).isZero();
        assertThat(lanes.inFlight()).isZero();
        assertThat(lanes.full()).isEqualTo(new DeliveryStore.Full(Set.of(), Set.of(), Set.of()));
        assertThat(lanes.roomForClaims()).isEqualTo(5);
    }

    private void add(String account, String uri, int... numbers) {
        for (int number : numbers) {
            lanes.add(claimed(account, number, uri));
        }
    }

    private static boolean take(Lanes.Room room, String account, int number, String uri) {
        return room.take(Deliveries.delivery(Deliveries.event(number, account), uri));
    }

    private static Claimed claimed(String account, int number, String uri) {
        return Deliveries.claimed(Deliveries.delivery(Deliveries.event(number, account), uri));
    }

    private static List<String> uris(List<Claimed> claimed) {
        return claimed.stream().map(each -> each.delivery().endpoint().text()).toList();
    }
}
