package io.satang.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.error.ApiException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IdempotencyTurnsTest {
    private final IdempotencyRequest request = new IdempotencyRequest("key", "hash", "former");
    private final IdempotencyTurns turns = new IdempotencyTurns(Duration.ofMinutes(1), Clock.systemUTC());
    private final CompletableFuture<String> first = new CompletableFuture<>();

    @Test
    void a_repeat_begins_when_the_first_has_ended() {
        List<String> begun = new ArrayList<>();
        CompletableFuture<String> one = turn("account", "one", begun);
        CompletableFuture<String> two = turn("account", "two", begun);
        CompletableFuture<String> three = turn("account", "three", begun);
        assertThat(begun).containsExactly("one");

        first.complete("done");

        assertThat(one).isCompletedWithValue("done");
        assertThat(two).succeedsWithin(Duration.ofSeconds(5));
        assertThat(three).succeedsWithin(Duration.ofSeconds(5));
        assertThat(begun).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void a_repeat_begins_when_the_first_has_failed_or_its_client_has_gone() {
        List<String> begun = new ArrayList<>();
        CompletableFuture<String> one = turn("account", "one", begun);
        first.completeExceptionally(new IllegalStateException("refused"));
        assertThat(one).isCompletedExceptionally();

        turns.inTurn("account", request, () -> Uni.createFrom().nothing())
                .subscribe()
                .with(item -> {})
                .cancel();

        assertThat(turns.inTurn("account", request, () -> Uni.createFrom().item("two"))
                        .await()
                        .indefinitely())
                .isEqualTo("two");
    }

    @Test
    void a_repeat_that_has_waited_long_enough_is_refused_and_disturbs_nobody() {
        IdempotencyTurns impatient = new IdempotencyTurns(Duration.ofMillis(50), Clock.systemUTC());
        CompletableFuture<String> one = impatient
                .inTurn("account", request, () -> Uni.createFrom().completionStage(first))
                .subscribeAsCompletionStage();
        assertThat(one).isNotDone();
        Uni<String> two =
                impatient.inTurn("account", request, () -> Uni.createFrom().item("two"));

        assertThatThrownBy(() -> two.await().indefinitely())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error().status()).isEqualTo(409));
        first.complete("done");
        assertThat(two.await().indefinitely()).isEqualTo("two");
    }

    @Test
    void another_account_or_key_waits_for_nobody() {
        List<String> begun = new ArrayList<>();
        assertThat(turn("account", "one", begun)).isNotDone();
        assertThat(turn("another", "two", begun)).isNotDone();

        assertThat(begun).containsExactly("one", "two");
    }

    private CompletableFuture<String> turn(String account, String name, List<String> begun) {
        return turns.inTurn(account, request, () -> {
                    begun.add(name);
                    return Uni.createFrom().completionStage(first);
                })
                .subscribeAsCompletionStage();
    }
}
