package io.satang.stack.verify;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the two signatures of a webhook is meant: what it covers beside the body, and how its header is written. */
sealed interface Scheme {
    /** The bytes of a signature, in hex. */
    int HEX_CHARS = 64;

    /** What stands before the body. */
    String prefix(String timestamp);

    /** The signatures of a header, in lower-case hex; what is none is left out. */
    default List<Variant<String>> signatures(String header) {
        return Arrays.stream(header.strip().split(separator(), -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .flatMap(part -> one(part).stream())
                .toList();
    }

    /** What separates signatures, as a regular expression. */
    String separator();

    /** One of them. */
    Optional<Variant<String>> one(String part);

    /** {@code Omise-Signature}. */
    record Omise() implements Scheme {
        @Override
        public String prefix(String timestamp) {
            return timestamp + ".";
        }

        @Override
        public String separator() {
            return ",";
        }

        @Override
        public Optional<Variant<String>> one(String part) {
            return part.matches("[0-9a-f]{" + HEX_CHARS + "}") ? Optional.of(Variant.right(part)) : misshapen(part);
        }
    }

    /**
     * {@code webhook-signature}, as Standard Webhooks has it.
     *
     * @param id the message's, which is the event's
     */
    record Standard(String id) implements Scheme {
        private static final String VERSION = "v1,";

        public Standard {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String prefix(String timestamp) {
            return id + "." + timestamp + ".";
        }

        @Override
        public String separator() {
            return "\\s";
        }

        @Override
        public Optional<Variant<String>> one(String part) {
            if (part.startsWith("v1a,")) {
                return Optional.empty();
            }
            return part.startsWith(VERSION)
                    ? base64(part.substring(VERSION.length())).map(Variant::right)
                    : misshapen(part);
        }
    }

    private static Optional<Variant<String>> misshapen(String part) {
        String bare = part.replaceFirst("^(?i)(\"|')?(sha256=|v1[,=])?", "").replaceFirst("[\"']$", "");
        String hex = bare.toLowerCase(Locale.ROOT);
        return Stream.concat(
                        Stream.of(hex).filter(text -> text.matches("[0-9a-f]{" + HEX_CHARS + "}")),
                        base64(bare).stream())
                .findFirst()
                .map(found -> Variant.wrong(found, Mistake.HEADER_FORM));
    }

    private static Optional<String> base64(String text) {
        try {
            String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(text));
            return Optional.of(hex).filter(found -> found.length() == HEX_CHARS);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
