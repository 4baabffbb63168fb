package io.satang.stack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.satang.embedded.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** nginx itself with our configuration, where it is installed ({@code SATANG_NGINX} names another one than that of the PATH). */
class NginxTest {
    private static final Path CONFIGURATION = Path.of("../deploy/nginx");
    private static final int DEAD_PORT = FreePorts.take(1)[0];
    private static final int PORT = FreePorts.take(1)[0];

    /** nginx makes these when it starts, whether it uses them or not. */
    private static final String TEMPORARY_FOLDERS = """
            client_body_temp_path tmp;
            proxy_temp_path tmp;
            fastcgi_temp_path tmp;
            uwsgi_temp_path tmp;
            scgi_temp_path tmp;
            """;

    @TempDir
    static Path folder;

    private static Optional<HttpServer> service = Optional.empty();
    private static Optional<Process> nginx = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "nginx is not installed; its configuration is only compared with our routes");
        HttpServer echo = echo();
        service = Optional.of(echo);
        Files.copy(CONFIGURATION.resolve("refusals.conf"), folder.resolve("refusals.conf"));
        Files.writeString(
                folder.resolve("nginx.conf"), configuration(echo.getAddress().getPort()));
        nginx = Optional.of(new ProcessBuilder(
                        program.get().toString(),
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .inheritIO()
                .start());
        await().untilAsserted(() -> assertThatCode(() -> Targets.ask(PORT, "/")).doesNotThrowAnyException());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        service.ifPresent(server -> server.stop(0));
        if (nginx.isPresent()) {
            nginx.get().destroy();
            assertThat(nginx.get().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("io.satang.stack.gateway.Targets#all")
    void whatCouldBeReadInTwoWaysIsRefusedAndTheRestPassedOn(String target, String answer) throws IOException {
        String given = Targets.ask(PORT, target);

        assertThat(given).startsWith(Targets.expected(answer));
        assertThat(given).contains(answer.length() == 3 ? "{\"object\":\"error\"" : "GET " + target);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no host                     | GET /charges HTTP/1.1~~                                                          | 400
            an unknown version          | GET /charges HTTP/2.5~Host: a~~                                                  | 505
            tracing                     | TRACE /charges HTTP/1.1~Host: a~~                                                | 405
            an unknown encoding         | POST /charges HTTP/1.1~Host: a~Transfer-Encoding: gzip~~                         | 501
            length and chunks           | POST /charges HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 5~~0~~ | 400
            chunks in HTTP/1.0          | POST /charges HTTP/1.0~Transfer-Encoding: chunked~~0~~                           | 400
            two lengths                 | POST /charges HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6~~abcdef       | 400
            a body beyond the bound     | POST /charges HTTP/1.1~Host: a~Content-Length: 1048577~~                         | 413
            """)
    void whatNginxRefusesByItselfIsAnErrorObject(String what, String request, int status) throws IOException {
        String answer = Targets.send(PORT, request.replace("~", "\r\n"));

        assertThat(answer)
                .as(what)
                .containsPattern("^HTTP/1.1 (" + status + "|400)")
                .contains("{\"object\":\"error\"")
                .containsIgnoringCase("cache-control: no-store")
                .containsPattern("(?i)x-request-id: [0-9a-f]{32}");
    }

    @Test
    void whatAServiceSaysOfItsAnswerIsSaidOnce() throws IOException {
        String answer = Targets.ask(PORT, "/charges");

        assertThat(answer.toLowerCase(Locale.ROOT))
                .containsOnlyOnce("x-request-id: ")
                .containsOnlyOnce("cache-control: ")
                .contains("max-age=1");
    }

    @Test
    void aReplicaThatRefusesConnectionsCostsNoRequest() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(Targets.ask(PORT, "/charges")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whatIsBetweenServicesDoesNotComeThroughAndEveryRequestHasAnId() throws IOException {
        String head = "GET /seen HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";

        assertThat(Targets.send(PORT, head + "Satang-Internal-Token: x\r\nX-Request-Id: a b\r\n\r\n"))
                .doesNotContain("token=[x]")
                .containsPattern("id=\\[[0-9a-f]{32}]");
        assertThat(Targets.send(PORT, head + "X-Request-Id: mine-1\r\n\r\n")).contains("id=[mine-1]");
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("SATANG_NGINX")),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(path -> path + "/nginx"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Ours, with the services of this test, the first of which is never there. */
    private static String configuration(int servicePort) throws IOException {
        return "daemon off;\npid nginx.pid;\n"
                + Files.readString(CONFIGURATION.resolve("nginx.conf"))
                        .replaceAll(
                                "server \\S+-service:8080;",
                                "server 127.0.0.1:" + DEAD_PORT + "; server 127.0.0.1:" + servicePort + ";")
                        .replace("listen 80", "listen 127.0.0.1:" + PORT)
                        .replace("/etc/nginx/refusals.conf", "refusals.conf")
                        .replace("worker_processes auto;", "worker_processes 1;")
                        .replace("http {", "http {\n" + TEMPORARY_FOLDERS);
    }

    private static HttpServer echo() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = ("GET " + exchange.getRequestURI()
                                + " token=" + exchange.getRequestHeaders().get("Satang-Internal-Token")
                                + " id=" + exchange.getRequestHeaders().get("X-Request-Id"))
                        .getBytes(UTF_8);
                exchange.getResponseHeaders()
                        .add("X-Request-Id", exchange.getRequestHeaders().getFirst("X-Request-Id"));
                exchange.getResponseHeaders().add("Cache-Control", "max-age=1");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        return server;
    }
}
