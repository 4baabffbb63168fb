package io.satang.charge.provider.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest(name = "lang={0}, Accept-Language: {1}")
    @CsvSource({
        ", , EN",
        ", th, TH",
        ", 'th-TH,th;q=0.9,en;q=0.8', TH",
        ", 'ja-JP', JA",
        ", 'fr,de;q=0.9', EN",
        ", 'fr,ja;q=0.5,th;q=0.4', JA",
        ", 'en;q=0.4,th;q=0.5', TH",
        ", '*', EN",
        ", ';;q=x', EN",
        ", 'th;q=9', EN",
        "th, ja, TH",
        "TH, en, TH",
        "xx, ja, JA",
        "'../../x', , EN",
    })
    void a_page_speaks_what_was_chosen_or_the_best_of_what_the_browser_takes(
            String chosen, String accepted, Language spoken) {
        assertThat(Language.of(Optional.ofNullable(chosen), Optional.ofNullable(accepted)))
                .isEqualTo(spoken);
    }
}
