package io.satang.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
    @Test
    void keeps_what_people_can_read() {
        assertThat(AnswerText.of("no such ข้าว\n".getBytes(UTF_8))).contains("no such ข้าว\n");
    }

    @Test
    void an_empty_answer_is_none() {
        assertThat(AnswerText.of(new byte[0])).isEmpty();
        assertThat(AnswerText.of(" \r\n".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void a_character_that_was_cut_through_is_left_out() {
        assertThat(AnswerText.of(Arrays.copyOf("okข".getBytes(UTF_8), 4))).contains("ok");
    }

    @Test
    void what_cannot_be_kept_or_shown_is_replaced() {
        assertThat(AnswerText.of(new byte[] {'a', 0, 'b', 27, 'c'})).contains("a\uFFFDb\uFFFDc");
    }
}
