package io.satang.platform.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a migration may not do while the version before is still reading and writing, unless a line of its own says
 * {@code -- contract: VERSION}, the last version whose code needed what it takes away; and what it may not do to a table that is large and
 * in use, unless a line says {@code -- locks: REASON}, for instance that its rows live for milliseconds.
 */
final class MigrationRules {
    private static final Pattern CONTRACT = Pattern.compile("(?m)^-- contract: \\S+$");
    private static final Pattern LOCKS = Pattern.compile("(?m)^-- locks: \\S.*$");
    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern INNERMOST_PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern CREATED_TABLE =
            Pattern.compile("^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([A-Z0-9_.]+)");
    private static final Pattern CHANGED_TABLE = Pattern.compile("^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?([A-Z0-9_.]+)"
            + "|^CREATE (?:UNIQUE )?INDEX\\b.*? ON (?:ONLY )?([A-Z0-9_.]+)");

    private static final String DROPS = "drops what older code uses";
    private static final String REQUIRES = "requires what older code does not write";
    private static final String CHECKS =
            "checks every row under a lock: add it NOT VALID, validate it in the next migration";
    private static final String INDEXES = "builds a unique index under a lock: create it CONCURRENTLY";

    private static final List<Rule> RULES = List.of(
            new Rule(CONTRACT, DROPS, "^DROP (TABLE|VIEW|MATERIALIZED VIEW|SCHEMA|TYPE|SEQUENCE)\\b|^TRUNCATE\\b"),
            new Rule(
                    CONTRACT,
                    DROPS,
                    "^ALTER TABLE .*\\bDROP (?!CONSTRAINT\\b|DEFAULT\\b|NOT NULL\\b|EXPRESSION\\b|IDENTITY\\b)"),
            new Rule(CONTRACT, "renames what older code names", "^ALTER .*\\bRENAME\\b"),
            new Rule(CONTRACT, "changes a type", "\\bALTER (COLUMN )?\\S+ (SET DATA )?TYPE\\b"),
            new Rule(CONTRACT, REQUIRES, "\\bSET NOT NULL\\b"),
            new Rule(
                    CONTRACT,
                    REQUIRES,
                    "^ALTER TABLE .*\\bADD (COLUMN )?(?!CONSTRAINT\\b)(?![^,]*\\b(DEFAULT|GENERATED)\\b)[^,]*\\bNOT NULL\\b"),
            new Rule(LOCKS, CHECKS, "\\bADD (CONSTRAINT \\S+ )?(CHECK|FOREIGN KEY)\\b(?![^,]*\\bNOT VALID\\b)"),
            new Rule(
                    LOCKS,
                    CHECKS,
                    "\\bADD (COLUMN )?(?!CONSTRAINT\\b|CHECK\\b|FOREIGN\\b)[^,]*\\b(CHECK|REFERENCES)\\b"),
            new Rule(LOCKS, INDEXES, "\\bADD (?![^,]*\\bUSING INDEX\\b)[^,]*\\b(UNIQUE|PRIMARY KEY|EXCLUDE)\\b"),
            new Rule(LOCKS, INDEXES, "^CREATE UNIQUE INDEX (?!CONCURRENTLY\\b)"));

    /**
     * What is refused.
     *
     * @param unless  the line by which a file says that it does this on purpose
     * @param why     what is wrong with it
     * @param refused what such a statement looks like
     */
    private record Rule(Pattern unless, String why, Pattern refused) {
        Rule(Pattern unless, String why, String refused) {
            this(unless, why, Pattern.compile(refused));
        }
    }

    private MigrationRules() {}

    /** What is wrong with a migration that is not the first of its history. Tables that it creates itself are nobody's yet. */
    static List<String> broken(String sql) {
        List<Rule> rules = RULES.stream()
                .filter(rule -> !rule.unless().matcher(sql).find())
                .toList();
        List<String> statements = statements(sql);
        Set<String> created = statements.stream()
                .flatMap(statement -> table(CREATED_TABLE, statement).stream())
                .collect(Collectors.toSet());
        return statements.stream()
                .filter(statement -> table(CHANGED_TABLE, statement)
                        .filter(created::contains)
                        .isEmpty())
                .flatMap(statement -> rules.stream()
                        .filter(rule -> rule.refused().matcher(statement).find())
                        .map(rule -> rule.why() + ": " + statement))
                .toList();
    }

    /** In capitals, on one line each, without comments, literals and what stands in parentheses. */
    private static List<String> statements(String sql) {
        String bare = COMMENT_OR_LITERAL.matcher(sql).replaceAll(" ");
        Matcher parentheses = INNERMOST_PARENTHESES.matcher(bare);
        while (parentheses.find()) {
            bare = parentheses.replaceAll(" ");
            parentheses = INNERMOST_PARENTHESES.matcher(bare);
        }
        return Arrays.stream(bare.split(";", -1))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static Optional<String> table(Pattern pattern, String statement) {
        Matcher found = pattern.matcher(statement);
        return found.find()
                ? IntStream.rangeClosed(1, found.groupCount())
                        .mapToObj(found::group)
                        .filter(name -> name != null)
                        .findFirst()
                : Optional.empty();
    }
}
