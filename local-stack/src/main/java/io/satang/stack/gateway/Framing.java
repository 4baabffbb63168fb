package io.satang.stack.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * Whether it is beyond doubt where a request ends and whom it is for. Where two readers could disagree, what one takes for a body is the
 * next client's request for the other (RFC 9112 §6.1, §3.2).
 */
final class Framing {

    private Framing() {}

    static boolean isClear(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        return headers.getAll(HttpHeaders.HOST).size()
                        == (request.version() == HttpVersion.HTTP_1_1 ? 1 : hosts(headers))
                && lengths.size() <= 1
                && lengths.stream().allMatch(Framing::isNumber)
                && (encodings.isEmpty() || isPlainlyChunked(request, encodings, lengths));
    }

    /** HTTP/1.0 knows no virtual hosts: it may name one or none. */
    private static int hosts(MultiMap headers) {
        return Math.min(headers.getAll(HttpHeaders.HOST).size(), 1);
    }

    private static boolean isNumber(String length) {
        return !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isPlainlyChunked(HttpServerRequest request, List<String> encodings, List<String> lengths) {
        return request.version() == HttpVersion.HTTP_1_1
                && lengths.isEmpty()
                && encodings.size() == 1
                && encodings.getFirst().strip().equalsIgnoreCase("chunked");
    }
}
