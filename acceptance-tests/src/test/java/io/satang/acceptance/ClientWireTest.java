package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients send that do not run here, byte by byte, from the token of a card to the end of its customer. */
@ExtendWith(RunningPlatform.class)
class ClientWireTest {
    private static final Path TABLE = Path.of("src/test/resources/client-wire.psv");
    private static final int COLUMNS = 7;
    private static final String NONE = "-";

    private final Shop shop;

    ClientWireTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    /** One request, and what it is answered: a pointer into the answer, and the text there. */
    record Step(String client, String request, String key, String type, String body, String kept, String expected) {
        static Step of(String line) {
            String[] cells = Arrays.stream(line.split(" \\| ", COLUMNS))
                    .map(String::strip)
                    .toArray(String[]::new);
            return new Step(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        }

        Step with(Map<String, String> names) {
            return new Step(client, filled(request, names), key, type, filled(body, names), kept, expected);
        }

        private static String filled(String text, Map<String, String> names) {
            String filled = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                filled = filled.replace("{" + name.getKey() + "}", name.getValue());
            }
            return filled;
        }
    }

    static Stream<Arguments> clients() {
        try (Stream<String> lines = Files.lines(TABLE)) {
            Map<String, List<Step>> steps = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .skip(1)
                    .map(Step::of)
                    .collect(groupingBy(Step::client, LinkedHashMap::new, Collectors.toList()));
            return steps.entrySet().stream().map(client -> Arguments.of(client.getKey(), client.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void a_client_goes_the_whole_way_of_a_card(String client, List<Step> steps) {
        Map<String, String> names = new HashMap<>();
        for (Step step : steps) {
            Step sent = step.with(names);

            Reply reply = send(sent);

            String[] expected = sent.expected().split("=", 2);
            assertThat(reply.ok().at(expected[0]).asText())
                    .as("%s: %s", sent.request(), reply.text())
                    .isEqualTo(expected[1]);
            if (!sent.kept().equals(NONE)) {
                String[] kept = sent.kept().split("=", 2);
                names.put(kept[0], reply.ok().at(kept[1]).asText());
            }
        }
    }

    private Reply send(Step step) {
        String[] methodAndPath = step.request().split(" ", 2);
        byte[] body = step.body().equals(NONE) ? new byte[0] : step.body().getBytes(UTF_8);
        return api(step.key()).send(methodAndPath[0], methodAndPath[1], request -> {
            if (!step.type().equals(NONE)) {
                request.header("Content-Type", step.type());
            }
            return request.method(
                    methodAndPath[0], body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        });
    }

    private Api api(String key) {
        return switch (key) {
            case "public" -> shop.publicKey();
            case "secret" -> shop.secret();
            default -> throw new IllegalArgumentException("no key is called " + key);
        };
    }
}
