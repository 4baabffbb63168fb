package io.satang.platform.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nobody waits for the queue, and it never takes more than its room. */
class RecordingQueueTest {
    private static final Observation SMALL = Observations.form("amount=1");

    @Test
    void it_is_bounded_in_number() throws InterruptedException {
        RecordingQueue queue = new RecordingQueue(2, 1_000_000);

        assertThat(queue.offer(SMALL)).isTrue();
        assertThat(queue.offer(SMALL)).isTrue();
        assertThat(queue.offer(SMALL)).isFalse();
        assertThat(queue.take()).isEqualTo(SMALL);
        assertThat(queue.offer(SMALL)).isTrue();
    }

    @Test
    void it_is_bounded_in_bytes() throws InterruptedException {
        RecordingQueue queue = new RecordingQueue(100, 2 * SMALL.bytes());

        assertThat(queue.offer(SMALL)).isTrue();
        assertThat(queue.offer(SMALL)).isTrue();
        assertThat(queue.offer(SMALL)).isFalse();
        queue.take();
        assertThat(queue.offer(SMALL)).isTrue();
    }
}
