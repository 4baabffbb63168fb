package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The text in the bytes of a record. Whatever stands on a topic can be asked for it: what is no text is malformed, and nothing else. */
public final class RecordText {
    private RecordText() {}

    public static String of(byte[] bytes, String what) throws MalformedEventException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEventException(what + " is not UTF-8", e);
        }
    }
}
