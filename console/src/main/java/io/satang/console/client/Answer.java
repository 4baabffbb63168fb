package io.satang.console.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a request to the platform. */
public sealed interface Answer {

    /** It did what was asked. */
    record Done(JsonNode body) implements Answer {}

    /**
     * It said no, and left things as they were.
     *
     * @param status  the status of HTTP, 4xx
     * @param code    the error object's, for programs
     * @param message the error object's, for people
     */
    record Refused(int status, String code, String message) implements Answer {}

    /** It did not answer in time, not in a way that can be read, or with 5xx: what was asked may have happened or not. */
    record Unheard(String reason) implements Answer {}

    /** The body of what was done, or something else when it was not. */
    default JsonNode orElse(JsonNode other) {
        return this instanceof Done done ? done.body() : other;
    }

    /**
     * The body of what was done.
     *
     * @throws NotDoneException when it was not
     */
    default JsonNode required() {
        return switch (this) {
            case Done done -> done.body();
            case Refused refused -> throw new NotDoneException(refused);
            case Unheard unheard -> throw new NotDoneException(unheard);
        };
    }
}
