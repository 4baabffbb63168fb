package io.satang.stack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The table of request targets that both gateways are held against. */
final class Targets {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Targets() {}

    /** Target and answer: a status, or the service that it leads to. */
    static Stream<Arguments> all() {
        try (InputStream in = Targets.class.getResourceAsStream("/targets.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("# "))
                            .filter(line -> !line.equals("#"))
                            .map(line -> line.strip().split("\\s+", -1))
                            .map(columns -> Arguments.of(columns[0], columns[1]))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the gateway at this port answers to a request for exactly this target. */
    static String ask(int port, String target) throws IOException {
        return send(port, "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    /** Sends these characters and reads until the connection is closed. */
    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** How an answer begins that is what the table says: the services of the tests answer their own names. */
    static String expected(String answer) {
        return answer.length() == 3 ? "HTTP/1.1 " + answer : "HTTP/1.1 200";
    }
}
