package io.satang.stack.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which merchants' endpoints do not take what they are sent. */
final class FailingEndpoints {
    private static final int SHOWN = 5;

    private FailingEndpoints() {}

    /** @param failing as the API shows them */
    static Check check(JsonArray failing) {
        if (failing.isEmpty()) {
            return Check.good("endpoints", "none fails");
        }
        String list = failing.stream()
                .limit(SHOWN)
                .map(JsonObject.class::cast)
                .map(FailingEndpoints::words)
                .collect(Collectors.joining("; "));
        return Check.yellow(
                "endpoints", failing.size() + " fail: " + list, "./satang events --failed; docs/webhooks.md");
    }

    private static String words(JsonObject endpoint) {
        String account = Optional.ofNullable(endpoint.getString("account_id"))
                .map(id -> " of " + id)
                .orElse("");
        String error = Optional.ofNullable(endpoint.getString("last_error")).orElse("no answer");
        return endpoint.getString("uri") + account + ", " + error + ", since " + endpoint.getString("since") + ", "
                + endpoint.getLong("waiting", 0L) + " waiting";
    }
}
