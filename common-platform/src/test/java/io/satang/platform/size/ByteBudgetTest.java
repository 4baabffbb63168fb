package io.satang.platform.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(10);

    @Test
    void nothing_is_taken_when_too_little_is_left() {
        assertThat(budget.tryTake(7)).isTrue();
        assertThat(budget.tryTake(4)).isFalse();
        assertThat(budget.takenBytes()).isEqualTo(7);
        assertThat(budget.tryTake(3)).isTrue();
    }

    @Test
    void what_was_given_back_can_be_taken_again() {
        budget.tryTake(10);
        budget.giveBack(10);

        assertThat(budget.tryTake(10)).isTrue();
    }

    @Test
    void giving_back_more_than_was_taken_is_a_mistake() {
        assertThatThrownBy(() -> budget.giveBack(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void threads_together_never_take_more_than_there_is() {
        long granted = IntStream.range(0, 1_000)
                .parallel()
                .filter(i -> budget.tryTake(1))
                .count();

        assertThat(granted).isEqualTo(10);
    }
}
