package io.satang.platform.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much is asked, so much is told of it. */
class AllowanceTest {
    private static final long SECOND = 1_000_000_000;

    private final Allowance allowance = new Allowance(2, 3);

    @Test
    void an_account_has_so_many_a_second() {
        assertThat(takes("one", false, 0, 5)).isEqualTo(2);
        assertThat(takes("one", false, SECOND - 1, 5)).isZero();
        assertThat(takes("one", false, SECOND, 5)).isEqualTo(2);
    }

    @Test
    void what_fails_has_room_of_its_own() {
        assertThat(takes("one", false, 0, 5)).isEqualTo(2);
        assertThat(takes("one", true, 0, 5)).isEqualTo(2);
    }

    @Test
    void all_accounts_have_so_many_together() {
        assertThat(takes("one", false, 0, 5) + takes("two", false, 0, 5) + takes("three", false, 0, 5))
                .isEqualTo(3);
    }

    private long takes(String account, boolean failed, long nanos, int times) {
        return IntStream.range(0, times)
                .filter(time -> allowance.take(account, failed, nanos))
                .count();
    }
}
