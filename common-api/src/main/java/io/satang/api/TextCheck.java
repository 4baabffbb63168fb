package io.satang.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Texts that no database column can hold are refused at the door: NUL characters and halves of surrogate pairs. */
final class TextCheck {
    private TextCheck() {}

    static void requireStorable(JsonNode value) {
        if (value.isTextual()) {
            requireStorable(value.textValue());
        } else if (value.isContainerNode()) {
            value.fieldNames().forEachRemaining(TextCheck::requireStorable);
            value.forEach(TextCheck::requireStorable);
        }
    }

    static void requireStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0) {
                throw ApiException.badRequest("the request holds a NUL character");
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isHighSurrogate(character)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw ApiException.badRequest("the request is not valid Unicode");
                }
                i++;
            }
        }
    }
}
