package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A consumer that was written against the published schemas ({@code src/test/resources/schemas/v1}) understands what is published today,
 * and one written today understands the events that a topic still holds. Adding an optional property is fine; anything else needs a new
 * topic. After a release the new properties are copied to the baseline.
 */
class SchemaCompatibilityTest {

    @ParameterizedTest
    @EnumSource
    void theSchemaIsCompatibleWithItsBaseline(EventType type) {
        SchemaShape baseline = SchemaShape.of(Contract.BASELINE, Contract.file(type));
        SchemaShape current = SchemaShape.of(Contract.CURRENT, Contract.file(type));

        assertThat(breaks("$", baseline, current)).isEmpty();
    }

    private static List<String> breaks(String path, SchemaShape baseline, SchemaShape current) {
        List<String> breaks = new ArrayList<>();
        compare(breaks, path, "type", baseline.types(), current.types());
        compare(breaks, path, "allowed values", baseline.values(), current.values());
        compare(breaks, path, "required properties", baseline.required(), current.required());
        for (String name : baseline.properties()) {
            String here = path + "." + name;
            current.property(name)
                    .ifPresentOrElse(
                            property -> breaks.addAll(
                                    breaks(here, baseline.property(name).orElseThrow(), property)),
                            () -> breaks.add(here + " was removed"));
        }
        if (!baseline.items().parts().isEmpty()) {
            breaks.addAll(breaks(path + "[]", baseline.items(), current.items()));
        }
        return breaks;
    }

    private static void compare(
            List<String> breaks, String path, String what, Set<String> baseline, Set<String> current) {
        if (!baseline.equals(current)) {
            breaks.add("%s: %s were %s and are %s".formatted(path, what, baseline, current));
        }
    }
}
