package io.satang.platform.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.platform.rate.TokenBucket.Draw;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final RateLimit TEN_IN_A_SECOND = new RateLimit("key", 10, Duration.ofSeconds(1));
    private static final long SECOND = 1_000_000_000;

    @Test
    void all_tokens_may_be_used_up_at_once_and_come_back_evenly() {
        TokenBucket bucket = new TokenBucket(TEN_IN_A_SECOND, 0);

        for (int left = 9; left >= 0; left--) {
            assertThat(bucket.take(0)).extracting(Draw::taken, Draw::remaining).containsExactly(true, (long) left);
        }
        assertThat(bucket.take(0)).extracting(Draw::taken, Draw::next).containsExactly(false, Duration.ofMillis(100));
        assertThat(bucket.take(SECOND / 10).taken()).isTrue();
        assertThat(bucket.take(SECOND / 10).taken()).isFalse();
    }

    @Test
    void what_was_not_used_is_not_saved_up_beyond_the_limit() {
        TokenBucket bucket = new TokenBucket(TEN_IN_A_SECOND, 0);

        assertThat(bucket.take(100 * SECOND).remaining()).isEqualTo(9);
    }

    @Property
    void no_window_lets_more_than_twice_the_limit_through(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 50_000_000) Integer> pauses) {
        TokenBucket bucket = new TokenBucket(TEN_IN_A_SECOND, 0);
        long now = 0;
        long taken = 0;
        for (int pause : pauses) {
            now += pause;
            taken += bucket.take(now).taken() ? 1 : 0;
        }

        assertThat(taken).isLessThanOrEqualTo(10 + now / (SECOND / 10));
    }
}
