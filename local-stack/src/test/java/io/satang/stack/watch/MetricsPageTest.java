package io.satang.stack.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.stack.watch.Meters.Kind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operators read of metrics is what the code does. */
class MetricsPageTest {
    private final Map<String, Kind> declared = Meters.declared();
    private final Map<String, String> units = MetricsPage.units();

    @Test
    void every_metric_of_the_code_has_its_row_and_every_row_its_metric() {
        Set<String> ours = units.keySet().stream()
                .filter(name -> name.startsWith("satang."))
                .collect(Collectors.toSet());

        assertThat(ours).containsExactlyInAnyOrderElementsOf(declared.keySet());
    }

    @Test
    void every_name_says_its_unit_unless_prometheus_adds_it() {
        assertThat(declared).allSatisfy((name, kind) -> {
            String unit = units.get(name).split(" ", -1)[0];
            if (kind == Kind.TIMER) {
                assertThat(unit).as(name).isEqualTo("seconds");
            } else {
                assertThat(name.split("\\.", -1)).as(name).contains(unit);
            }
        });
    }
}
