package io.satang.platform.start;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Why a service cannot start, in the words of who sets it up. */
final class StartFailure {
    // As SmallRye Config says it, which has no exception of its own for it.
    private static final Pattern MISSING =
            Pattern.compile("SRCFG00014: The config property (\\S+) is required but it could not be found");

    private StartFailure() {}

    /** What is wrong with the service's settings or surroundings, and what to do; empty when it is something else. */
    static Optional<String> settingOf(Throwable failure) {
        return causes(failure).stream()
                .map(StartFailure::setting)
                .flatMap(Optional::stream)
                .reduce((outer, inner) -> inner);
    }

    /** The cause of all. */
    static Throwable root(Throwable failure) {
        return causes(failure).getLast();
    }

    private static Optional<String> setting(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return Optional.of(missing.group(1) + " is not set: set " + variable(missing.group(1))
                    + " (docs/operations.md says what it is for)");
        }
        return switch (cause) {
            case QuarkusBindException taken ->
                Optional.of("another process listens at port " + taken.getPort()
                        + ": end it, or set QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT");
            case ConfigurationException wrong -> Optional.of(message);
            case ConfigException ofKafka ->
                Optional.of("Kafka's client refuses its settings: " + message + ": check KAFKA_BOOTSTRAP_SERVERS");
            default -> Optional.empty();
        };
    }

    /** The environment variable of a setting, by MicroProfile Config's rule. */
    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** From the outermost to the cause of all. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
