package io.satang.account.request;

import io.satang.platform.error.ApiException;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests are asked for.
 *
 * @param page       a part of the list, and from when to when they were answered
 * @param statusFrom the least status
 * @param statusTo   the greatest
 * @param method     of HTTP; any when empty
 * @param path       how the path begins; any when empty
 */
record RequestFilter(Page page, int statusFrom, int statusTo, Optional<String> method, Optional<String> path) {
    private static final Set<String> NAMES =
            Set.of("limit", "offset", "from", "to", "order", "status", "method", "path");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern STATUS = Pattern.compile("[1-5](xx|[0-9]{2})");
    private static final int PATH_CHARS_MAX = 256;
    private static final int STATUS_LEAST = 100;
    private static final int STATUS_MOST = 599;

    RequestFilter {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
    }

    /** @throws ApiException {@code bad_request} for what is not known or makes no sense */
    static RequestFilter from(Params params, Instant now) {
        params.requireOnly(NAMES);
        Optional<String> status = matching(params, "status", STATUS);
        return new RequestFilter(
                Page.from(params, now),
                status.map(text -> bound(text, '0')).orElse(STATUS_LEAST),
                status.map(text -> bound(text, '9')).orElse(STATUS_MOST),
                params.text("method").map(RequestFilter::method),
                params.text("path", PATH_CHARS_MAX).map(RequestFilter::path));
    }

    /** {@code 4xx} begins with 400 and ends with 499. */
    private static int bound(String status, char digit) {
        return Integer.parseInt(status.replace('x', digit));
    }

    private static Optional<String> matching(Params params, String name, Pattern shape) {
        return params.text(name).map(text -> {
            if (!shape.matcher(text).matches()) {
                throw ApiException.badRequest(name + " is invalid");
            }
            return text;
        });
    }

    private static String method(String text) {
        if (!METHODS.contains(text)) {
            throw ApiException.badRequest("method is invalid");
        }
        return text;
    }

    private static String path(String text) {
        if (!text.startsWith("/")) {
            throw ApiException.badRequest("path is invalid");
        }
        return text;
    }
}
