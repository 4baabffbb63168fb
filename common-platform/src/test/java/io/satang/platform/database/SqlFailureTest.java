package io.satang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures pass, which are the data's, and which are ours. */
class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, PASSING", "25006, PASSING", "25P03, PASSING", "53300, PASSING", "55P03, PASSING", "57014, PASSING",
        "57P01, PASSING", "57P03, PASSING", "58030, PASSING", "40001, CONFLICT", "40P01, CONFLICT", "22001, DATA",
        "23505, DATA", "54000, DATA", "P0001, DATA", "42601, LASTING", "XX000, LASTING", "'', LASTING"
    })
    void aServersRefusalMeansWhatItsClassSays(String sqlState, SqlFailure meaning) {
        assertThat(SqlFailure.of(new PgException("no", "ERROR", sqlState, "no")))
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @MethodSource
    void aLostConnectionPasses(Throwable failure) {
        assertThat(SqlFailure.of(failure)).isEqualTo(SqlFailure.PASSING);
    }

    static Stream<Throwable> aLostConnectionPasses() {
        return Stream.of(
                new IOException("reset"),
                new VertxException("Connection is closed"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new GivenUpException("charge inserts", Duration.ofSeconds(5)));
    }

    @Test
    void aMistakeOfOursLasts() {
        assertThat(SqlFailure.of(new IllegalStateException("bug"))).isEqualTo(SqlFailure.LASTING);
    }
}
