package io.satang.stack.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of {@code docs/metrics.md}. */
final class MetricsPage {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private MetricsPage() {}

    /** Every metric of the page, ours by Micrometer's name and others' by Prometheus', with its unit. */
    static Map<String, String> units() {
        Map<String, String> units = new TreeMap<>();
        Matcher row = ROW.matcher(Meters.text(Path.of("../docs/metrics.md")));
        while (row.find()) {
            List<String> names = NAME.matcher(row.group(1))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            String[] unit = row.group(2).split(", ", -1);
            for (int i = 0; i < names.size(); i++) {
                // "items, bytes" are the units of two names, "bytes of memory, at the most" is that of any.
                units.put(names.get(i), unit.length == names.size() ? unit[i] : unit[0]);
            }
        }
        return units;
    }
}
