package io.satang.platform.params;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.platform.error.ApiException;

/**
 * Texts that do not belong into an object are refused at the door: control characters other than tab and line breaks (no column can hold a
 * NUL, and each of them becomes six bytes of JSON), and halves of surrogate pairs.
 */
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
            if (isRefusedControl(character)) {
                throw ApiException.badRequest("the request holds a control character");
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

    private static boolean isRefusedControl(char character) {
        return Character.isISOControl(character) && character != '\t' && character != '\n' && character != '\r';
    }
}
