package io.satang.platform.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.platform.error.ApiException;
import io.smallrye.mutiny.Uni;

/** The internal routes of another service. Both ways to ask fail when no answer comes in time. */
public interface InternalRoutes {

    /**
     * What a route answered, whatever it was.
     *
     * @param status of HTTP
     */
    record Answer(int status, String body) {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        /**
         * What it says, of which unknown members are ignored.
         *
         * @throws IllegalStateException when it is no such record
         */
        public <T extends Record> T read(Class<T> type) {
            try {
                return EventJson.read(body, type);
            } catch (MalformedEventException e) {
                throw new IllegalStateException("another service answered no " + type.getSimpleName(), e);
            }
        }

        /**
         * The refusal that it is, for whoever asked for this.
         *
         * @throws IllegalStateException when it is no error object
         */
        public ApiException refusal() {
            try {
                JsonNode error = MAPPER.readTree(body);
                return ApiException.of(
                        status,
                        error.path("code").asText(),
                        error.path("message").asText());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("another service answered " + status + " without an error object", e);
            }
        }
    }

    /** Asks something, which may be asked twice. */
    Uni<Answer> get(String path);

    /** Has something done, which is sent to one replica only. */
    Uni<Answer> post(String path, String body);
}
