package io.satang.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void anIdHasThePrefixTheModeAndNineteenCharacters() {
        Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(ids.next("chrg", false)).matches("chrg_test_[0-9a-z]{19}");
        assertThat(ids.next("chrg", true)).matches("chrg_[0-9a-z]{19}");
        assertThat(ids.nextBody()).matches("[0-9a-z]{19}");
    }

    @Test
    void theBodyStandsBehindTheLastUnderscore() {
        assertThat(Ids.body("chrg_test_5satang000000000001")).isEqualTo("5satang000000000001");
        assertThat(Ids.body("chrg_5satang000000000001")).isEqualTo("5satang000000000001");
        assertThat(Ids.body("5satang000000000001")).isEqualTo("5satang000000000001");
    }

    @Test
    void anIdTellsWhenItWasMade() {
        Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(Ids.createdAt(ids.next("src", false))).hasValue(NOW);
        assertThat(Ids.createdAt(ids.nextBody())).hasValue(NOW);
        assertThat(Ids.createdAt("src_test_short")).isEmpty();
        assertThat(Ids.createdAt("src_test_0MWQC33PA3PC4ITCP1I")).isEmpty();
    }

    @Test
    void the_first_id_of_a_time_divides_those_before_from_those_after() {
        String first = Ids.firstOf("tokn", false, NOW);

        assertThat(new Ids(Clock.fixed(NOW, ZoneOffset.UTC)).next("tokn", false))
                .isGreaterThanOrEqualTo(first);
        assertThat(new Ids(Clock.fixed(NOW.minusMillis(1), ZoneOffset.UTC)).next("tokn", false))
                .isLessThan(first);
    }

    @Test
    void idsSortByTheirMillisecond() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(new Ids(Clock.fixed(NOW.plusMillis(i), ZoneOffset.UTC)).nextBody());
        }

        assertThat(ids).isSorted();
    }

    @Property
    void anyTwoTimesOfThisCenturySortAlike(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long earlier,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long later) {
        assertThat(at(earlier)).isLessThan(at(earlier + later));
    }

    @Test
    void idsOfOneMillisecondAreUniqueAcrossThreads() {
        Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

        List<String> made = IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(i -> ids.nextBody())
                .toList();

        assertThat(made).doesNotHaveDuplicates();
    }

    @Test
    void aSimulationWithTheSameSeedMakesTheSameIds() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        assertThat(three(new Ids(clock, new Random(7)))).isEqualTo(three(new Ids(clock, new Random(7))));
        assertThat(three(new Ids(clock))).isNotEqualTo(three(new Ids(clock)));
    }

    @Test
    void theRandomPartUsesTheWholeAlphabet() {
        Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

        long characters = Stream.generate(ids::nextBody)
                .limit(1_000)
                .flatMapToInt(body -> body.substring(9).chars())
                .distinct()
                .count();

        assertThat(characters).isEqualTo(36);
    }

    private static List<String> three(Ids ids) {
        return Stream.generate(ids::nextBody).limit(3).toList();
    }

    private static String at(long millis) {
        return new Ids(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC)).nextBody();
    }
}
