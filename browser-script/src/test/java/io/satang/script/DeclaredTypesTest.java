package io.satang.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What satang.d.ts declares is what satang.js has, by name: nothing is missing and nothing is made up. */
class DeclaredTypesTest {
    private static final String SCRIPT = text(BrowserFiles.SCRIPT);
    private static final String TYPES = text("satang.d.ts");

    @Test
    void everyOptionIsDeclared() {
        assertThat(names("(?m)^  (\\w+)\\?:", between(TYPES, "interface SatangFormOptions \\{", "\\n}")))
                .isNotEmpty()
                .isEqualTo(names("(?:^|[\\s,])(\\w+):", between(SCRIPT, "const DEFAULTS = \\{", "\\n  };")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Omise", "OmiseCard"})
    void everyFunctionIsDeclared(String object) {
        assertThat(names("(?m)^  (\\w+)[<(]", between(TYPES, "declare const " + object + ": \\{", "\\n};")))
                .isNotEmpty()
                .isEqualTo(names(
                        "(?m)^    (\\w+): function", between(SCRIPT, "\\n  const " + object + " = \\{", "\\n  };")));
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String between(String text, String begin, String end) {
        return Pattern.compile(begin + "(.*?)" + end, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String name) {
        return BrowserFiles.file("1", name).orElseThrow().text();
    }
}
