package io.satang.charge.provider.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private static final Instant END = Instant.parse("2026-12-04T07:55:00Z");

    @ParameterizedTest(name = "{0} before, {1}: {2}")
    @CsvSource({
        "P6DT23H59M, EN, in 6 days",
        "PT48H, EN, in 2 days",
        "PT47H59M59S, EN, in 47 hours",
        "PT2H, EN, in 2 hours",
        "PT119M59S, EN, in 119 minutes",
        "PT1M59S, EN, in 1 minute",
        "PT59S, EN, in less than a minute",
        "PT0S, EN, now",
        "-PT1H, EN, now",
        "P6D, TH, ภายใน 6 วัน",
        "PT5H, TH, ภายใน 5 ชั่วโมง",
        "P6D, JA, あと6日",
        "PT1M, JA, あと1分",
    })
    void what_is_left_is_said_in_words_that_never_promise_more(Duration before, Language language, String words) {
        assertThat(deadline(END.minus(before), "TH", language).within()).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "TH, EN, 4 Dec 14:55 (Bangkok), Asia/Bangkok",
        "JP, EN, 4 Dec 16:55 (Tokyo), Asia/Tokyo",
        "SG, EN, 4 Dec 15:55 (Singapore), Asia/Singapore",
        "MY, EN, 4 Dec 15:55 (Kuala Lumpur), Asia/Kuala_Lumpur",
        "'', EN, 4 Dec 07:55 (UTC), UTC",
        "TH, TH, 4 ธ.ค. 14:55 น. (เวลากรุงเทพฯ), Asia/Bangkok",
        "JP, JA, 12月4日 16:55（日本時間）, Asia/Tokyo",
    })
    void the_date_is_that_of_the_shops_country(String country, Language language, String date, String zone) {
        Deadline deadline = deadline(END.minusSeconds(90), country, language);

        assertThat(deadline.date()).isEqualTo(date);
        assertThat(deadline.zone()).isEqualTo(zone);
        assertThat(deadline.iso()).isEqualTo("2026-12-04T07:55:00Z");
        assertThat(deadline.seconds()).isEqualTo(90);
    }

    private static Deadline deadline(Instant now, String country, Language language) {
        return Deadline.of(END, now, country, Words.of(language));
    }
}
