package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages of other origins may ask, of all that the API's document names, through the gateway. */
@ExtendWith(RunningPlatform.class)
class CrossOriginRoutesTest {
    private static final Set<String> OF_PUBLIC_KEYS = Set.of(
            "POST /tokens", "GET /tokens/{token_id}", "POST /sources", "GET /sources/{source_id}", "GET /capability");
    /** Files, which are the same for everybody. */
    private static final Set<String> FILES = Set.of("GET /satang.js", "GET /satang/{revision}/{file}");

    private final Api api;

    CrossOriginRoutesTest(Platform platform) {
        this.api = platform.api();
    }

    @Test
    void no_route_but_those_of_public_keys_lets_a_page_ask() {
        Set<String> open = new TreeSet<>();
        operations().forEach(operation -> {
            String[] parts = operation.split(" ", 2);
            Reply preflight = api.send(
                    "OPTIONS",
                    address(parts[1]),
                    request -> request.header("Origin", "https://shop.example")
                            .header("Access-Control-Request-Method", parts[0])
                            .header("Access-Control-Request-Headers", "authorization"));
            if (!preflight.header("Access-Control-Allow-Origin").isEmpty()) {
                open.add(operation);
            }
        });

        assertThat(open).containsExactlyInAnyOrderElementsOf(OF_PUBLIC_KEYS);
    }

    @Test
    void and_no_other_lets_it_read_an_answer() {
        Api page = api.withKey(Platform.PUBLIC_KEY);
        operations().filter(operation -> !FILES.contains(operation)).forEach(operation -> {
            String[] parts = operation.split(" ", 2);
            Reply answer =
                    page.send(parts[0], address(parts[1]), request -> request.header("Origin", "https://shop.example"));

            assertThat(answer.header("Access-Control-Allow-Origin"))
                    .as(operation)
                    .isEqualTo(OF_PUBLIC_KEYS.contains(operation) ? "*" : "");
            assertThat(answer.header("Access-Control-Allow-Credentials"))
                    .as(operation)
                    .isEmpty();
        });
    }

    @Test
    void nor_is_an_answer_to_a_secret_key_for_a_page() {
        Reply answer = api.withKey(Platform.SECRET_KEY)
                .send("GET", "/capability", request -> request.header("Origin", "https://shop.example"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private static Stream<String> operations() {
        return ApiDocument.read().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(member -> member.getKey().toUpperCase(Locale.ROOT))
                        .filter(method -> !method.equals("PARAMETERS"))
                        .map(method -> method + " " + path.getKey()));
    }

    private static String address(String template) {
        return template.replaceAll("\\{[^}]+}", "a_1");
    }
}
