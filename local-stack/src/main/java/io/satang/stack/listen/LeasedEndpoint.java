package io.satang.stack.listen;

import io.satang.stack.api.Api;
import io.satang.stack.api.RefusedException;
import io.satang.stack.api.UnreachableException;
import io.satang.stack.run.StackException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A webhook endpoint of the listener's own, beside all others of the account, which goes by itself when the listener does. */
final class LeasedEndpoint {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String PATH = "/webhook_endpoints";

    private final Api api;
    private final String id;

    private LeasedEndpoint(Api api, String id) {
        this.api = Objects.requireNonNull(api, "api");
        this.id = Objects.requireNonNull(id, "id");
    }

    /**
     * What is asked for.
     *
     * @param events patterns of what it is told; everything when there are none
     * @param secret in base64
     */
    record Wanted(List<String> events, String secret) {
        Wanted {
            events = List.copyOf(events);
            Objects.requireNonNull(secret, "secret");
        }

        @Override
        public String toString() {
            return "Wanted" + events;
        }
    }

    /** Makes one; fails as the API does. */
    static LeasedEndpoint open(Api api, String uri, Wanted wanted) {
        JsonObject parameters = new JsonObject()
                .put("uri", uri)
                .put("description", "satang listen")
                .put("secret", wanted.secret())
                .put("lease", LEASE.toSeconds());
        if (!wanted.events().isEmpty()) {
            parameters.put("events", new JsonArray(wanted.events()));
        }
        try {
            return new LeasedEndpoint(api, api.post(PATH, parameters).getString("id"));
        } catch (RefusedException e) {
            throw String.valueOf(e.getMessage()).endsWith("uri is invalid") ? notTaken(uri, e) : e;
        }
    }

    private static StackException notTaken(String uri, RefusedException refusal) {
        return new StackException(
                "the platform sends webhooks to HTTPS addresses that everybody can reach, not to " + uri
                        + "; --advertise takes such an address, a tunnel's for example",
                refusal);
    }

    /** It is still wanted; fails as the API does. */
    void renew() {
        api.post(path() + "/renew", new JsonObject());
    }

    /** It is elsewhere. */
    void move(String uri) {
        api.patch(path(), new JsonObject().put("uri", uri));
    }

    /** Has itself sent an event; answers the id of it. */
    String ping() {
        return api.post(path() + "/ping", new JsonObject()).getString("event");
    }

    /** Why the platform could not deliver this event; empty when it could, or has not tried yet. */
    Optional<String> failure(String eventId) {
        JsonArray attempts = api.get("/events/" + eventId).getJsonArray("webhook_deliveries", new JsonArray());
        return attempts.stream()
                .map(JsonObject.class::cast)
                .map(attempt -> Optional.ofNullable(attempt.getString("error")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Deletes it; if that cannot be, its lease does. */
    void close() {
        try {
            api.delete(path());
        } catch (UnreachableException | RefusedException e) {
            // It goes by itself.
        }
    }

    private String path() {
        return PATH + "/" + id;
    }
}
