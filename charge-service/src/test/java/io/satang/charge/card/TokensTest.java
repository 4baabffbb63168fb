package io.satang.charge.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.events.EventJson;
import io.satang.events.TokenCreated;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.TokenId;
import io.satang.testing.TestAccounts;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How charges that ask for tokens at the same time are answered. */
class TokensTest {
    private static final AccountId ACCOUNT = new AccountId(TestAccounts.ACCOUNT);
    private static final String TOGETHER = "/internal/tokens/use";

    private final TokenCreated first = SampleTokens.paying();
    private final TokenCreated second = SampleTokens.paying();
    private final TokenCreated third = SampleTokens.paying();

    /** A vault that answers nothing before it is told to, and nothing but refusals to the second token. */
    private final class Vault implements InternalRoutes {
        private final CompletableFuture<Boolean> open = new CompletableFuture<>();
        private final List<String> asked = new ArrayList<>();
        private final Answer together;

        Vault(Answer together) {
            this.together = together;
        }

        @Override
        public Uni<Answer> get(String path) {
            throw new IllegalStateException(path);
        }

        @Override
        public Uni<Answer> post(String path, String body) {
            asked.add(path);
            return Uni.createFrom().completionStage(open).map(opened -> path.equals(TOGETHER) ? together : alone(path));
        }

        private Answer alone(String path) {
            return Stream.of(first, third)
                    .filter(token -> path.contains(token.tokenId()))
                    .findFirst()
                    .map(token -> new Answer(200, EventJson.write(token)))
                    .orElseGet(() -> new Answer(400, refusal()));
        }
    }

    private static String refusal() {
        return new ApiError(400, "used_token", "token was already used").json();
    }

    private List<CompletableFuture<TokenCreated>> useAll(Vault vault) {
        Tokens tokens = new Tokens(vault, new Coalescers(new SimpleMeterRegistry()));
        // Two are under way, so the others wait for each other.
        List<CompletableFuture<TokenCreated>> answers = Stream.of(first, first, first, second, third)
                .map(token -> tokens.use(new TokenId(token.tokenId()), ACCOUNT, new ChargeId("chrg_test_1"))
                        .subscribeAsCompletionStage())
                .toList();
        vault.open.complete(true);
        return answers.subList(2, 5);
    }

    private void requireEachForItself(List<CompletableFuture<TokenCreated>> answers) {
        assertThat(answers.get(0).join()).isEqualTo(first);
        assertThatThrownBy(() -> answers.get(1).join())
                .hasCauseInstanceOf(ApiException.class)
                .hasMessageContaining("token was already used");
        assertThat(answers.get(2).join()).isEqualTo(third);
    }

    @Test
    void they_travel_together_and_are_answered_each_for_itself() {
        Vault vault = new Vault(new InternalRoutes.Answer(
                200,
                "{\"answers\":[{\"status\":200,\"body\":%s},{\"status\":400,\"body\":%s},{\"status\":200,\"body\":%s}]}"
                        .formatted(EventJson.write(first), refusal(), EventJson.write(third))));

        requireEachForItself(useAll(vault));

        assertThat(vault.asked).hasSize(3).last().isEqualTo(TOGETHER);
    }

    @Test
    void a_vault_of_the_version_before_is_asked_for_each_alone() {
        Vault vault = new Vault(new InternalRoutes.Answer(404, new ApiError(404, "not_found", "no route").json()));

        requireEachForItself(useAll(vault));

        assertThat(vault.asked).hasSize(6);
    }

    @Test
    void a_vault_that_cannot_answer_leaves_all_of_them_to_be_asked_again() {
        Vault vault =
                new Vault(new InternalRoutes.Answer(503, new ApiError(503, "service_unavailable", "later").json()));

        assertThat(useAll(vault))
                .allSatisfy(answer ->
                        assertThatThrownBy(answer::join).hasMessageContaining("tokens are not available, try again"));
    }
}
