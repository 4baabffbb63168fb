package io.satang.source.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    /** Vert.x keeps no prepared statement of a longer text, which would cost every request a second round trip. */
    private static final int PREPARED_CHARACTERS_MAX = 2_048;

    @Test
    void everyStatementOfTheHotPathIsShortEnoughToStayPrepared() {
        assertThat(List.of(SourceStore.INSERT, KeyedSourceStore.INSERT_ONCE))
                .allSatisfy(statement -> assertThat(statement).hasSizeLessThan(PREPARED_CHARACTERS_MAX));
    }
}
