package io.satang.stack.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboards ask for metrics that exist, and whoever is woken finds what to do. */
class RulesTest {
    private static final Path RULES = Path.of("../deploy/prometheus/rules");
    private static final Path TESTS = Path.of("../deploy/prometheus/tests");
    private static final Path DASHBOARDS = Path.of("../deploy/grafana");
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    /** A name of a series: one with a colon is recorded by a rule. */
    private static final Pattern SERIES = Pattern.compile(
            "\\b(?:up\\b|(?:satang|http|sql|jvm|process|system|kafka|netty|worker|hikaricp|agroal)_[a-z0-9_]+|[a-z_]+:[a-z_]+:[a-z0-9_]+)");

    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern RECORD = Pattern.compile("- record: ([\\w:]+)");

    /** Read once: it takes every source of every module. */
    private static final Set<String> KNOWN = known();

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void every_metric_that_is_asked_for_exists(Path file, String query) {
        assertThat(series(query)).isNotEmpty().isSubsetOf(KNOWN);
    }

    @Test
    void every_alert_has_its_runbook_and_every_runbook_its_alert() {
        Set<String> runbooks = Meters.files(RUNBOOKS, ".md").stream()
                .map(file -> file.getFileName().toString().replace(".md", ""))
                .collect(Collectors.toSet());

        assertThat(alerts()).isNotEmpty().doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(runbooks);
        assertThat(alerts())
                .allSatisfy(
                        alert -> assertThat(allRules()).containsOnlyOnce("runbook: docs/runbooks/" + alert + ".md"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runbooks")
    void a_runbook_says_what_is_seen_what_it_means_where_to_look_and_what_to_do(Path runbook) {
        String name = runbook.getFileName().toString().replace(".md", "");

        assertThat(Meters.text(runbook))
                .startsWith("# " + name + "\n")
                .containsSubsequence(
                        "## Symptom\n", "## What it means for money\n", "## What to look at\n", "## What to do\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runbooks")
    void what_a_runbook_names_exists(Path runbook) {
        String text = Meters.text(runbook);
        Pattern link = Pattern.compile("\\]\\(([^)#]+)\\)");

        assertThat(link.matcher(text).results().map(found -> runbook.resolveSibling(found.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
        assertThat(series(text)).isSubsetOf(KNOWN);
    }

    @Test
    void the_operator_of_kubernetes_is_given_the_same_rules() throws IOException {
        Path component = Path.of("../k8s/components/prometheus");
        Process generate =
                new ProcessBuilder("bash", component.resolve("generate").toString()).start();

        assertThat(component.resolve("rules.yaml"))
                .content()
                .isEqualTo(new String(generate.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void every_alert_is_seen_to_fire_by_a_test_of_the_rules() {
        String tests = Meters.files(TESTS, ".yaml").stream().map(Meters::text).collect(Collectors.joining("\n"));

        assertThat(alerts()).allSatisfy(alert -> assertThat(tests).contains("runbook: docs/runbooks/" + alert + ".md"));
    }

    static Stream<Arguments> queries() {
        Stream<Arguments> rules =
                Meters.files(RULES, ".yaml").stream().map(file -> Arguments.of(file.getFileName(), withoutText(file)));
        Stream<Arguments> panels = Meters.files(DASHBOARDS, ".json").stream()
                .flatMap(file -> EXPRESSION
                        .matcher(Meters.text(file))
                        .results()
                        .map(found -> Arguments.of(file.getFileName(), found.group(1))));
        return Stream.concat(rules, panels);
    }

    static List<Path> runbooks() {
        return Meters.files(RUNBOOKS, ".md");
    }

    /** Comments and summaries are prose. */
    private static String withoutText(Path file) {
        return Meters.text(file).replaceAll("(?m)^\\s*(#|summary:|- name:|- record:).*$", "");
    }

    private static Set<String> series(String query) {
        Set<String> found = new TreeSet<>();
        Matcher name = SERIES.matcher(query);
        while (name.find()) {
            found.add(name.group());
        }
        return found;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        Meters.declared().forEach((name, kind) -> kind.series(name).forEach(known::add));
        MetricsPage.units().keySet().stream()
                .filter(Predicate.not(name -> name.contains(".")))
                .forEach(known::add);
        RECORD.matcher(allRules()).results().forEach(found -> known.add(found.group(1)));
        return known;
    }

    private static List<String> alerts() {
        return ALERT.matcher(allRules()).results().map(found -> found.group(1)).toList();
    }

    private static String allRules() {
        return Meters.files(RULES, ".yaml").stream().map(Meters::text).collect(Collectors.joining("\n"));
    }
}
