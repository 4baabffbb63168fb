package io.satang.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void all_faults_of_a_request_are_one_sentence() {
        assertThat(Faults.sentence(List.of())).isEmpty();
        assertThat(Faults.sentence(List.of("a"))).contains("a");
        assertThat(Faults.sentence(List.of("a", "b"))).contains("a and b");
        assertThat(Faults.sentence(List.of("a", "b", "c"))).contains("a, b, and c");
    }

    @Test
    void a_fault_is_named_once() {
        assertThat(Faults.sentence(List.of("a", "b", "a"))).contains("a and b");
    }
}
