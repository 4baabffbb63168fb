package io.satang.charge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;

/** Requests that no HTTP library would send. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status HTTP status
     * @param head   status line and headers
     * @param body   what stands behind them
     */
    public record Answer(int status, String head, String body) {}

    /** The head of a request with the first merchant's key, without the empty line behind it. */
    public static String head(String requestLine) {
        String key = Base64.getEncoder().encodeToString((Merchant.SATANG.secretKey() + ":").getBytes(UTF_8));
        return requestLine + "\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Basic " + key;
    }

    /** Sends these bytes and reads until the server closes the connection. */
    public static Answer send(String head, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream output = socket.getOutputStream();
            output.write((head + "\r\n\r\n").getBytes(ISO_8859_1));
            output.write(body);
            output.flush();
            return answer(new String(socket.getInputStream().readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String[] statusLine = head.split(" ", 3);
        return new Answer(Integer.parseInt(statusLine[1]), head, end < 0 ? "" : text.substring(end + 4));
    }
}
