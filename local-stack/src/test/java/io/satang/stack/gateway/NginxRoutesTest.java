package io.satang.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** nginx has no way to read our routes, so its configuration is held against them. */
class NginxRoutesTest {
    private static final Path CONFIGURATION = Path.of("../deploy/nginx/nginx.conf");
    private static final Pattern SERVER = Pattern.compile("(?s)\\n    server \\{.*?\\n    \\}");
    private static final Pattern SERVER_NAME = Pattern.compile("server_name (\\S+);");
    private static final Pattern LOCATION = Pattern.compile("(?s)location ~ (\\S+) \\{(.*?)\\n        \\}");
    private static final Pattern PROXY_PASS = Pattern.compile("proxy_pass http://(\\S+?);");

    private record Location(String pattern, Optional<String> service) {}

    @Test
    void nginxHasTheSameRoutesInTheSameOrder() throws IOException {
        List<MatchResult> servers =
                SERVER.matcher(Files.readString(CONFIGURATION)).results().toList();

        assertThat(servers).hasSize(2);
        for (MatchResult server : servers) {
            String host = firstGroup(SERVER_NAME, server.group()).orElseThrow();
            assertThat(locations(server.group())).as("locations of %s", host).isEqualTo(expected(host));
        }
    }

    private static List<Location> locations(String server) {
        return LOCATION.matcher(server)
                .results()
                .map(match -> new Location(match.group(1), firstGroup(PROXY_PASS, match.group(2))))
                .toList();
    }

    /** The routes of a server: those for any host, and those for its own up to the one that covers everything. */
    private static List<Location> expected(String serverName) {
        boolean isDefault = serverName.equals("_");
        List<Location> locations = Routes.load().routes().stream()
                .filter(route -> route.host().equals("*") || !isDefault)
                .map(route -> new Location(pattern(route.path()), route.service()))
                .toList();
        Location everything = locations.stream()
                .filter(location -> location.pattern().equals("^/"))
                .findFirst()
                .orElseThrow();
        return locations.subList(0, locations.indexOf(everything) + 1);
    }

    private static String pattern(String path) {
        return path.equals("/") ? "^/" : "^" + path.replaceAll("\\{\\w+}", "[^/]+") + "(/|$)";
    }

    private static Optional<String> firstGroup(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().map(match -> match.group(1));
    }
}
