package io.satang.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The routes of a cluster's own gateway are ours. */
class GatewayApiRoutesTest {
    private static final Path ROUTES = Path.of("../k8s/components/gateway-api/routes.yaml");
    private static final Pattern RULE =
            Pattern.compile("(?s)- matches:\\n(.*?)backendRefs: \\[\\{name: (\\S+), port: \\d+}]");
    private static final Pattern PATH =
            Pattern.compile("type: (PathPrefix|RegularExpression), value: \"?([^\"}]+)\"?}");
    /** Says that there is nothing. */
    private static final String REFUSES = "gateway";

    @Test
    void a_gateway_of_the_cluster_sends_every_path_where_ours_does() throws IOException {
        assertThat(declared(0)).isEqualTo(expected("*"));
    }

    @Test
    void the_vaults_host_has_the_vaults_paths_and_no_others() throws IOException {
        assertThat(declared(1)).isEqualTo(expected("vault.*"));
    }

    private static Map<String, String> declared(int document) throws IOException {
        Map<String, String> services = new HashMap<>();
        String manifest = Files.readString(ROUTES).split("\n---\n", -1)[document];
        for (MatchResult rule : RULE.matcher(manifest).results().toList()) {
            PATH.matcher(rule.group(1)).results().forEach(path -> services.put(path.group(2), rule.group(2)));
        }
        return services;
    }

    /** Those of this host up to the one that covers everything. There, the longest that fits wins, and here the first. */
    private static Map<String, String> expected(String host) {
        Map<String, String> services = new HashMap<>();
        List<String> before = new ArrayList<>();
        for (Route route : Routes.load().routes()) {
            if (!services.containsKey("/")
                    && (route.host().equals("*") || route.host().equals(host))) {
                assertThat(before).as("more general than %s", route.path()).noneMatch(route.path()::startsWith);
                before.add(route.path());
                services.put(pattern(route.path()), route.service().orElse(REFUSES));
            }
        }
        return services;
    }

    private static String pattern(String path) {
        return path.contains("{") ? path.replaceAll("\\{\\w+}", "[^/]+") + "(/.*)?" : path;
    }
}
