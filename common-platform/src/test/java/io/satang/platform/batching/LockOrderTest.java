package io.satang.platform.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LockOrderTest {
    private final List<String> sent = new ArrayList<>();

    @Test
    void aStatementIsGivenItsItemsByKeyAndAnswersInTheOrderTheyCame() {
        Function<List<String>, Uni<List<String>>> statement =
                LockOrder.by(item -> item.substring(0, 1), this::upperCase);

        List<String> answers =
                statement.apply(List.of("c1", "a2", "b3", "a1")).await().indefinitely();

        assertThat(sent).containsExactly("a2", "a1", "b3", "c1");
        assertThat(answers).containsExactly("C1", "A2", "B3", "A1");
    }

    @Test
    void aStatementThatForgetsAnItemFails() {
        Function<List<String>, Uni<List<String>>> statement =
                LockOrder.by(Function.identity(), items -> Uni.createFrom().item(List.of()));

        assertThatThrownBy(() -> statement.apply(List.of("a")).await().indefinitely())
                .isInstanceOf(IllegalStateException.class);
    }

    private Uni<List<String>> upperCase(List<String> items) {
        sent.addAll(items);
        return Uni.createFrom()
                .item(items.stream().map(item -> item.toUpperCase(Locale.ROOT)).toList());
    }
}
