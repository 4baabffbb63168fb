package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.satang.platform.batching.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final String A = "https://a.example/";
    private static final String B = "https://b.example/";
    private static final String ONE = "account_test_1";
    private static final String OTHER = "account_test_2";
    private static final long BYTES = 1L << 20;
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Lanes lanes = new Lanes(new DispatchLimits(8, 2, 3, 12, BYTES, 3, 5, 1, Pace.NONE));

    @Test
    void anEndpointHasOnlySoManyAttemptsUnderWay() {
        add(ONE, A, 0, 1, 2, 3);

        assertThat(lanes.start()).hasSize(2);
        assertThat(lanes.start()).isEmpty();
        assertThat(request(lanes).full().endpoints()).containsExactly(A);
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
        Lanes roomy = new Lanes(new DispatchLimits(4, 2, 64, 100, BYTES, 3, 5, 1, Pace.NONE));
        IntStream.range(0, 20).forEach(number -> roomy.add(claimed(ONE, number, "https://a" + number + ".example/")));
        IntStream.range(20, 22).forEach(number -> roomy.add(claimed(OTHER, number, B)));

        List<Claimed> started = roomy.start();

        assertThat(started)
                .extracting(claimed -> claimed.delivery().event().accountId())
                .startsWith(ONE, OTHER);
    }

    @Test
    void anAccountTakesOnlyItsShareOfTheAttempts() {
        Lanes shared = new Lanes(new DispatchLimits(100, 50, 100, 1_000, BYTES, 500, 5, 4, Pace.NONE));
        IntStream.range(0, 200).forEach(number -> shared.add(claimed(ONE, number, "https://a.example/" + number)));

        assertThat(shared.start()).as("a quarter of what is left").hasSize(20);
    }

    @Test
    void aHostHasOnlySoManyAttemptsUnderWayWhateverItsEndpointsAreCalled() {
        IntStream.range(0, 6).forEach(number -> lanes.add(claimed(ONE, number, A + "?q=" + number)));

        List<Claimed> started = lanes.start();

        assertThat(started).hasSize(3);
        assertThat(request(lanes).full().hosts()).containsExactly("https://a.example");
        lanes.ended(started.getFirst(), Standing.ANSWERED);
        assertThat(lanes.start()).hasSize(1);
    }

    @Test
    void hostsThatDoNotAnswerAreAskedALittleAtATimeUntilOneDoes() {
        Lanes many = new Lanes(new DispatchLimits(100, 10, 10, 1_000, BYTES, 500, 5, 1, Pace.NONE));
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
        Lanes many = new Lanes(new DispatchLimits(40, 10, 10, 10_000, BYTES, 500, 5, 1, Pace.NONE));
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

        lanes.ended(started.getFirst(), Standing.ANSWERED);

        assertThat(lanes.start()).extracting(Claimed::delivery).containsExactly(Deliveries.delivery(2, A));
    }

    @Test
    void more_is_claimed_for_an_endpoint_that_answers_once_little_waits_and_more_is_in_the_table() {
        add(ONE, A, 0, 1, 2, 3, 4);
        List<Claimed> started = lanes.start();
        lanes.leftInTable(delivery(5, A));

        assertThat(lanes.ended(started.getFirst(), Standing.ANSWERED))
                .as("three wait")
                .isFalse();
        lanes.start();

        assertThat(lanes.ended(started.getLast(), Standing.ANSWERED)).isTrue();
        assertThat(request(lanes).perEndpoint()).containsExactly(entry(A, 2));
    }

    @Test
    void nothing_is_claimed_at_once_for_an_endpoint_that_has_nothing_in_the_table_or_does_not_answer() {
        add(ONE, A, 0);
        add(ONE, B, 1);
        lanes.leftInTable(delivery(2, B));
        List<Claimed> started = lanes.start();

        assertThat(lanes.ended(started.getFirst(), Standing.ANSWERED)).isFalse();
        assertThat(lanes.ended(started.getLast(), Standing.SILENT)).isFalse();
        assertThat(request(lanes).perEndpoint()).isEmpty();
    }

    @Test
    void what_is_new_goes_behind_what_waits_in_the_table_until_a_claim_has_taken_less_than_it_might() {
        Lanes busy = answering(Duration.ZERO, 5);
        List<Claimed> underWay = busy.start();
        busy.leftInTable(delivery(5, A));
        assertThat(take(busy.room(), ONE, 9, A)).isFalse();

        claim(busy, 5, 6, 7);
        assertThat(take(busy.room(), ONE, 9, A)).as("more may wait").isFalse();

        underWay.forEach(claimed -> busy.ended(claimed, Standing.ANSWERED));
        busy.start().forEach(claimed -> busy.ended(claimed, Standing.ANSWERED));
        busy.start();
        claim(busy, 8);
        assertThat(take(busy.room(), ONE, 9, A)).isTrue();
    }

    @Test
    void room_is_waited_for_where_it_comes_soon() {
        Lanes quick = answering(Duration.ofMillis(20), 6);
        quick.start();

        assertThat(quick.soonHasRoom(deliveries(10, 1))).as("there is some").isFalse();
        assertThat(quick.soonHasRoom(deliveries(10, 2))).isTrue();
        quick.leftInTable(delivery(10, A));
        assertThat(quick.soonHasRoom(deliveries(10, 2)))
                .as("these wait in the table, behind others")
                .isFalse();
    }

    @Test
    void room_is_not_waited_for_where_it_takes_long() {
        Lanes slow = answering(Duration.ofMillis(500), 6);
        slow.start();

        assertThat(slow.soonHasRoom(deliveries(10, 2))).isFalse();
    }

    @Test
    void room_is_not_waited_for_where_nobody_answers_any_more() {
        Lanes dead = answering(Duration.ofMillis(20), 12);
        for (int round = 0; round < 3; round++) {
            dead.start().forEach(claimed -> dead.ended(claimed, Standing.SILENT));
        }

        assertThat(dead.soonHasRoom(deliveries(20, 20))).isFalse();
    }

    private void add(String account, String uri, int... numbers) {
        for (int number : numbers) {
            lanes.add(claimed(account, number, uri));
        }
    }

    /** So many deliveries to one endpoint, of which two have been answered after this time; two more may be under way. */
    private static Lanes answering(Duration time, int count) {
        Lanes lanes = new Lanes(new DispatchLimits(8, 2, 3, 100, BYTES, 3, 50, 1, Pace.NONE));
        IntStream.range(0, count).forEach(number -> lanes.add(claimed(ONE, number, A)));
        lanes.start().forEach(claimed -> {
            lanes.took(claimed.delivery(), time);
            lanes.ended(claimed, Standing.ANSWERED);
        });
        return lanes;
    }

    private static void claim(Lanes lanes, int... numbers) {
        DeliveryStore.ClaimRequest request = request(lanes);
        List<Claimed> claimed = IntStream.of(numbers)
                .mapToObj(number -> claimed(ONE, number, A))
                .toList();
        claimed.forEach(lanes::add);
        lanes.claimed(request, claimed);
    }

    private static DeliveryStore.ClaimRequest request(Lanes lanes) {
        return lanes.claimRoom().request(NOW, NOW.plusSeconds(60));
    }

    private static List<Delivery> deliveries(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> delivery(number, A))
                .toList();
    }

    private static Delivery delivery(int number, String uri) {
        return Deliveries.delivery(Deliveries.event(number, ONE), uri);
    }

    private static boolean take(Room room, String account, int number, String uri) {
        return room.take(Deliveries.delivery(Deliveries.event(number, account), uri));
    }

    private static Claimed claimed(String account, int number, String uri) {
        return Deliveries.claimed(Deliveries.delivery(Deliveries.event(number, account), uri));
    }

    private static List<String> uris(List<Claimed> claimed) {
        return claimed.stream().map(each -> each.delivery().endpoint().text()).toList();
    }
}
