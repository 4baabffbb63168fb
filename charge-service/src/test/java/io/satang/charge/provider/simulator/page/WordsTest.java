package io.satang.charge.provider.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_says_everything_and_names_the_same_places(Language language) {
        Words english = Words.of(Language.EN);
        Words other = Words.of(language);

        assertThat(other.all().keySet())
                .containsExactlyInAnyOrderElementsOf(english.all().keySet());
        assertThat(other.all()).allSatisfy((name, text) -> {
            assertThat(text).as(name).isNotBlank().doesNotContain("'");
            assertThat(places(text)).as(name).isEqualTo(places(english.text(name)));
        });
    }

    private static Set<Integer> places(String text) {
        Set<Integer> places = new TreeSet<>();
        for (int place = 0; place < 3; place++) {
            if (text.contains("{" + place)) {
                places.add(place);
            }
        }
        return places;
    }
}
