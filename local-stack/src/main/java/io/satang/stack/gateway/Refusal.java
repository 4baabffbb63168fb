package io.satang.stack.gateway;

import io.vertx.core.json.JsonObject;

/** What the gateway answers by itself: error objects like those of the services (their {@code io.satang.platform.error.ApiError}). */
enum Refusal {
    MALFORMED(400, "bad_request", "the request is malformed"),
    NO_ROUTE(404, "not_found", "the requested route was not found"),
    UNAVAILABLE(503, "service_unavailable", "the service is not available, try again");

    static final String CONTENT_TYPE = "application/json; charset=utf-8";
    /** As with every answer of the services. */
    static final String CACHE_CONTROL = "no-store";
    /** After how many seconds a client may try again. */
    static final String RETRY_AFTER = "1";

    private static final String DOCUMENTATION = "https://www.omise.co/api-errors#";

    private final int status;
    private final String json;

    Refusal(int status, String code, String message) {
        this.status = status;
        this.json = new JsonObject()
                .put("object", "error")
                .put("location", DOCUMENTATION + code.replace('_', '-'))
                .put("code", code)
                .put("message", message)
                .encode();
    }

    int status() {
        return status;
    }

    String json() {
        return json;
    }
}
