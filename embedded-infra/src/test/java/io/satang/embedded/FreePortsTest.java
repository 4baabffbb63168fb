package io.satang.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    private static final int CALLERS = 8;
    private static final int PORTS_EACH = 100;

    @Test
    void no_two_callers_get_the_same_port() {
        int[] ports = IntStream.range(0, CALLERS)
                .parallel()
                .flatMap(caller -> Arrays.stream(FreePorts.take(PORTS_EACH)))
                .toArray();

        assertThat(ports).hasSize(CALLERS * PORTS_EACH).doesNotHaveDuplicates();
    }
}
