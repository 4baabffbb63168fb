package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.endpoint.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final String A = "https://a.example/";
    private static final String B = "https://b.example/";

    private final Lanes lanes = new Lanes(new DispatchLimits(4, 2, 6, 3, 5));

    @Test
    void anEndpointHasOnlySoManyAttemptsUnderWay() {
        add(A, 0, 1, 2);

        assertThat(lanes.start()).hasSize(2);
        assertThat(lanes.start()).isEmpty();
        assertThat(lanes.busy()).containsExactly(endpoint(A));
    }

    @Test
    void aBusyEndpointLeavesRoomForAnother() {
        add(A, 0, 1, 2, 3);
        lanes.start();
        add(B, 4);

        assertThat(lanes.start()).extracting(Claimed::delivery).containsExactly(Deliveries.delivery(4, B));
    }

    @Test
    void endpointsTakeTurns() {
        add(A, 0, 1);
        add(B, 2, 3);

        assertThat(lanes.start())
                .extracting(claimed -> claimed.delivery().endpoint().text())
                .containsExactly(A, B, A, B);
    }

    @Test
    void anAttemptThatEndsMakesRoomForTheNext() {
        add(A, 0, 1, 2);
        List<Claimed> started = lanes.start();

        boolean drained = lanes.ended(started.getFirst());

        assertThat(drained).isFalse();
        assertThat(lanes.start()).extracting(Claimed::delivery).containsExactly(Deliveries.delivery(2, A));
        assertThat(lanes.ended(started.getLast())).isTrue();
    }

    @Test
    void thereIsRoomUntilTheLaneOrTheMemoryIsFull() {
        add(A, 0);
        Lanes.Room room = lanes.room();

        assertThat(room.take(endpoint(A))).isTrue();
        assertThat(room.take(endpoint(A))).isTrue();
        assertThat(room.take(endpoint(A))).as("three wait for this endpoint").isFalse();
        assertThat(room.take(endpoint(B))).isTrue();
        assertThat(room.take(endpoint(B))).isTrue();
        assertThat(room.take(endpoint(B))).isTrue();
        assertThat(room.take(endpoint("https://c.example/"))).as("six are held").isFalse();
    }

    @Test
    void whatIsBeingRecordedIsStillHeld() {
        add(A, 0, 1);
        List<Claimed> started = lanes.start();
        started.forEach(lanes::ended);
        assertThat(lanes.held()).isEqualTo(2);
        assertThat(lanes.roomForClaims()).isEqualTo(4);

        lanes.forgotten();

        assertThat(lanes.held()).isEqualTo(1);
        assertThat(lanes.inFlight()).isZero();
        assertThat(lanes.busy()).isEmpty();
        assertThat(lanes.roomForClaims()).isEqualTo(5);
    }

    private void add(String uri, int... numbers) {
        for (int number : numbers) {
            lanes.add(Deliveries.claimed(number, uri));
        }
    }

    private static Endpoint endpoint(String uri) {
        return Endpoint.parse(uri).orElseThrow();
    }
}
