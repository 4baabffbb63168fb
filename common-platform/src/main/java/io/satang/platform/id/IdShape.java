package io.satang.platform.id;

/**
 * The shape that all object ids have (reference omise-api §4): a prefix that names the kind, {@code test} in test mode, and a body of digits
 * and lower-case letters. Ids of ours have 19 of those; what others have made before may be shorter or longer.
 *
 * @param prefix for instance {@code chrg}
 */
public record IdShape(String prefix) {
    /** What an id of ours looks like, of whatever kind; a regular expression. */
    public static final String OF_OURS = "[a-z0-9]{2,12}(_test)?_[0-9a-z]{19}";

    private static final String TEST = "test_";
    private static final int BODY_CHARS_MAX = 64;

    /** Whether the text has this shape; what has not is no id of anything, and PostgreSQL does not take every text. */
    public boolean fits(String text) {
        int kind = prefix.length() + 1;
        if (text.length() <= kind || !text.startsWith(prefix) || text.charAt(prefix.length()) != '_') {
            return false;
        }
        int body = text.startsWith(TEST, kind) ? kind + TEST.length() : kind;
        int chars = text.length() - body;
        return chars >= 1 && chars <= BODY_CHARS_MAX && isBody(text, body);
    }

    /**
     * The text, if it has this shape.
     *
     * @throws IllegalArgumentException when it has not
     */
    String require(String text) {
        if (!fits(text)) {
            throw new IllegalArgumentException("no id of the kind " + prefix);
        }
        return text;
    }

    private static boolean isBody(String text, int begin) {
        for (int i = begin; i < text.length(); i++) {
            if (!isBody(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBody(char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
    }
}
