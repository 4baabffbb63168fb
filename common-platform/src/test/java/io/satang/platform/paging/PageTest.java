package io.satang.platform.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.json.ApiJson;
import io.satang.platform.paging.Page.Order;
import io.satang.platform.params.ParamsParser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists (reference omise-api §5.1). */
class PageTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void withoutParametersItIsTheFirstTwentyFromTheBeginningUntilNow() {
        assertThat(page("")).isEqualTo(new Page(20, 0, Instant.EPOCH, NOW, Order.CHRONOLOGICAL));
    }

    @Test
    void everyParameterCounts() {
        assertThat(page("limit=5&offset=10&from=2025-01-01&to=2025-12-31T23:59:59Z&order=reverse_chronological"))
                .isEqualTo(new Page(
                        5,
                        10,
                        Instant.parse("2025-01-01T00:00:00Z"),
                        Instant.parse("2025-12-31T23:59:59Z"),
                        Order.REVERSE_CHRONOLOGICAL));
    }

    @ParameterizedTest(name = "{0} is {1} to {2}")
    @CsvSource({
        "from=2026-01-01T00:00:05Z&to=2026-01-01T00:00:05Z, 2026-01-01T00:00:05Z, 2026-01-01T00:00:05.999999Z",
        "from=2026-01-01T00:00:05.9Z&to=2026-01-01T00:00:05.1Z, 2026-01-01T00:00:05Z, 2026-01-01T00:00:05.999999Z",
        "from=2026-01-01&to=2026-01-01, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00.999999Z",
        "from=1969-12-31T23:59:59.5Z&to=9999-12-31T23:59:59Z, 1969-12-31T23:59:59Z, 9999-12-31T23:59:59.999999Z",
        "from=2026-01-01T07:00:05%2B0700, 2026-01-01T00:00:05Z, 2026-01-02T03:04:05.999999Z",
    })
    void a_filter_is_as_fine_as_the_times_that_objects_show(String query, Instant earliest, Instant latest) {
        assertThat(page(query).earliest()).isEqualTo(earliest);
        assertThat(page(query).latest()).isEqualTo(latest);
    }

    @ParameterizedTest(name = "limit {0} becomes {1}")
    @CsvSource({"1, 1", "100, 100", "101, 100", "9223372036854775807, 100"})
    void aLimitIsAtMostAHundred(String limit, int expected) {
        assertThat(page("limit=" + limit).limit()).isEqualTo(expected);
    }

    @Test
    void anOffsetIsAsLargeAsADatabaseTakes() {
        assertThat(page("offset=9223372036854775807").offset()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "limit=0, limit must be greater than or equal to 1",
        "limit=-1, limit must be greater than or equal to 1",
        "offset=-1, offset must be greater than or equal to 0",
        "limit=ten, limit is not a number",
        "offset=1.5, offset must be an integer",
        "from=yesterday, from is invalid",
        "to=2026-02-30, to is invalid",
        "order=random, order is invalid",
    })
    void whatMakesNoSenseIsRefused(String query, String message) {
        assertThatThrownBy(() -> page(query)).isInstanceOf(ApiException.class).hasMessage(message);
    }

    @Test
    void aListTellsWhichPartItIs() {
        Page page = page("limit=2&offset=4&order=reverse_chronological&from=2025-01-01");

        assertThat(ApiJson.write(ListView.of("/charges", page, 7, List.of(new RawJson("{\"id\":\"chrg_1\"}")))))
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"chrg_1\"}],\"limit\":2,\"offset\":4,\"total\":7,"
                        + "\"location\":\"/charges\",\"order\":\"reverse_chronological\","
                        + "\"from\":\"2025-01-01T00:00:00Z\",\"to\":\"2026-01-02T03:04:05Z\"}");
    }

    private static Page page(String query) {
        return Page.from(ParamsParser.parse(query, Optional.empty(), "".getBytes(UTF_8)), NOW);
    }
}
