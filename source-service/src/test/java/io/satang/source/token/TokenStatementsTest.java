package io.satang.source.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.platform.database.BoundedPool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is longer is planned anew for every request. */
class TokenStatementsTest {

    @Test
    void every_statement_of_the_hot_path_is_short_enough_to_stay_prepared() {
        assertThat(List.of(TokenStore.INSERT, KeyedTokenStore.INSERT_ONCE, TakeStore.USE, TakeStore.KEEP))
                .allSatisfy(statement -> assertThat(statement).hasSizeLessThan(BoundedPool.STATEMENT_CHARS_MAX));
    }
}
