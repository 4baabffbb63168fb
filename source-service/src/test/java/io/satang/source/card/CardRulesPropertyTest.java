package io.satang.source.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.platform.card.CardNumber;
import io.satang.platform.card.CardRequest;
import io.satang.platform.card.CardRules;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CardRulesPropertyTest {
    private static final YearMonth NOW = YearMonth.of(2026, 11);

    @Property
    void no_digit_of_a_number_can_be_mistyped(@ForAll("numbers") String number, @ForAll("places") int place) {
        int digit = number.charAt(place) - '0';
        String mistyped = number.substring(0, place) + (digit + 1) % 10 + number.substring(place + 1);

        assertThat(CardNumber.parse(number)).isPresent();
        assertThat(CardNumber.parse(mistyped)).isEmpty();
    }

    @Property
    void whatever_is_sent_is_decided(@ForAll("texts") Map<String, String> texts, @ForAll boolean livemode) {
        assertThat(CardRules.decide(new CardRequest(texts, Set.of()), NOW, livemode))
                .isNotNull();
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.of(Cards.testCards().numbers());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 13);
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        return Arbitraries.maps(
                Arbitraries.of(CardRules.parameters().toList()),
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.strings().numeric().ofMaxLength(20),
                        numbers()));
    }
}
