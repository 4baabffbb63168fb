package io.satang.platform.size;

import io.satang.platform.error.ApiException;

/** Refuses objects that would be too large for what comes after them (see {@code io.satang.events.Sizes}). */
public final class ObjectSize {

    private ObjectSize() {}

    /**
     * Lets an object pass that is small enough.
     *
     * @param type     what the object is called, such as {@code charge}
     * @param json     the object as merchants will see it
     * @param bytesMax the bound, in bytes of UTF-8
     * @return the same text
     * @throws ApiException {@code bad_request} when it is larger
     */
    public static String requireAtMost(String type, String json, int bytesMax) {
        // A character takes three bytes at most, so that the usual text is not counted.
        if (json.length() > bytesMax / 3 && utf8Bytes(json) > bytesMax) {
            throw ApiException.badRequest(type + " is too large (maximum is " + bytesMax + " bytes)");
        }
        return json;
    }

    private static int utf8Bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 0x80) {
                bytes += 1;
            } else if (character < 0x800 || Character.isSurrogate(character)) {
                // Each half of a pair counts for half of its four bytes.
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
