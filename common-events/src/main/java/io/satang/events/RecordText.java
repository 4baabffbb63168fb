package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The text in the bytes of a record. Whatever stands on a topic can be asked for it: what is no text is malformed, and nothing else. */
public final class RecordText {
    private static final char REPLACEMENT = '\uFFFD';

    private RecordText() {}

    /**
     * The whole of it as text.
     *
     * @param what what to call it when it is no text
     */
    public static String of(byte[] bytes, String what) throws MalformedEventException {
        try {
            return cut(bytes, 0, bytes.length);
        } catch (CharacterCodingException e) {
            throw new MalformedEventException(what + " is not UTF-8", e);
        }
    }

    // A String is made of bytes several times as fast as a decoder makes it, and says only by this character that they
    // may be wrong.
    static String cut(byte[] bytes, int begin, int length) throws CharacterCodingException {
        String text = new String(bytes, begin, length, UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(bytes, begin, length))
                        .toString();
    }
}
