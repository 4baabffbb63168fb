package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever reads a service's log after a start finds nothing to worry about: no unknown setting, no meter registered twice. */
@ExtendWith(RunningPlatform.class)
class StartLogTest {
    private static final String STARTED = "Installed features:";

    /** What a machine that is too slow at the moment makes services say; that means something. */
    private static final Pattern SLOW_MACHINE =
            Pattern.compile("BlockedThreadChecker|[Tt]imeout|[Tt]imed out|Result is already complete");

    private final Platform platform;

    StartLogTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_service_starts_without_a_warning() throws IOException {
        for (String service : platform.services()) {
            List<String> log = Files.readAllLines(platform.log(service));

            assertThat(log).as(service).anyMatch(line -> line.contains(STARTED));
            assertThat(log.stream()
                            .takeWhile(line -> !line.contains(STARTED))
                            .filter(line -> !SLOW_MACHINE.matcher(line).find()))
                    .as(service)
                    .noneMatch(line -> line.matches("(?i).*\\b(WARN|WARNING|ERROR|SEVERE)\\b.*"));
        }
    }
}
