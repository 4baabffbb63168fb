package io.satang.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Tries which of the usual mistakes, alone or together, a signature would hold under. */
final class Diagnosis {
    private static final List<Mistake> TIMES = List.of(Mistake.TIME_IN_MILLISECONDS, Mistake.ANOTHER_TIME);
    private static final String PREFIX = "whsec_";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final long SECONDS_AROUND = 3_600;
    private static final int MILLISECOND_DIGITS = 13;

    private final Given given;
    private final String body;
    private final List<Variant<String>> signatures;

    /** @param body as it was received */
    private Diagnosis(Given given, String body) {
        this.given = given;
        this.body = body;
        this.signatures = given.scheme().signatures(given.header());
    }

    /**
     * What a merchant has of a webhook, beside its body.
     *
     * @param secret    as it is written
     * @param header    with the signatures
     * @param timestamp as it is written
     */
    record Given(Scheme scheme, String secret, String header, String timestamp) {
        Given {
            Objects.requireNonNull(scheme, "scheme");
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(header, "header");
            Objects.requireNonNull(timestamp, "timestamp");
        }

        @Override
        public String toString() {
            return "Given[" + header + " at " + timestamp + "]";
        }
    }

    /** What was found. */
    sealed interface Finding {}

    /** The signature holds, but for these mistakes, if any. */
    record Holds(List<Mistake> mistakes) implements Finding {
        Holds {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** It holds under no usual mistake. */
    record Unexplained() implements Finding {}

    /** The fewest mistakes that explain the signature. */
    static Finding of(Given given, String body, Instant now) {
        Diagnosis diagnosis = new Diagnosis(given, body);
        return diagnosis
                .search(diagnosis.keys(), diagnosis.bodies(), diagnosis.times())
                .or(diagnosis::searchAround)
                .map(finding -> diagnosis.withAge(finding, now))
                .orElseGet(Unexplained::new);
    }

    // So many times are tried with what else is as it should be only.
    private Optional<Finding> searchAround() {
        return search(keys().stream().limit(1).toList(), List.of(Variant.right(body)), timesAround());
    }

    private Optional<Finding> search(
            List<Variant<byte[]>> keys, List<Variant<String>> bodies, List<Variant<String>> times) {
        return keys.stream()
                .flatMap(key -> bodies.stream()
                        .flatMap(content -> times.stream().flatMap(time -> explained(key, content, time))))
                .min(Comparator.comparingInt(List::size))
                .map(Holds::new);
    }

    /** The mistakes of each signature of the header that this is signed with. */
    private Stream<List<Mistake>> explained(Variant<byte[]> key, Variant<String> content, Variant<String> time) {
        String signed = sign(key.value(), time.value(), content.value());
        return signatures.stream()
                .filter(signature -> signature.value().equals(signed))
                .map(signature -> Stream.of(key, content, time, signature)
                        .flatMap(variant -> variant.mistake().stream())
                        .toList());
    }

    /** Of a time that is not the header's nobody can say whether it is fresh. */
    private Finding withAge(Finding finding, Instant now) {
        return switch (finding) {
            case Holds(List<Mistake> mistakes)
            when Collections.disjoint(mistakes, TIMES)
                    && !Signature.isFresh(given.timestamp().strip(), now) ->
                new Holds(Stream.concat(mistakes.stream(), Stream.of(Mistake.TOO_OLD))
                        .toList());
            case Holds holds -> holds;
            case Unexplained unexplained -> unexplained;
        };
    }

    private List<Variant<byte[]>> keys() {
        String bare = given.secret().startsWith(PREFIX) ? given.secret().substring(PREFIX.length()) : given.secret();
        List<Variant<byte[]>> keys = new ArrayList<>();
        decoded(bare).map(Variant::right).ifPresent(keys::add);
        Stream.of(bare, given.secret(), PREFIX + bare)
                .distinct()
                .filter(text -> !text.isEmpty())
                .forEach(text -> keys.add(Variant.wrong(text.getBytes(UTF_8), Mistake.SECRET_AS_TEXT)));
        return keys;
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(key -> key.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<Variant<String>> bodies() {
        Stream<String> rewritten =
                Stream.concat(Stream.of(body.replace(BYTE_ORDER_MARK, "").stripTrailing()), compact().stream());
        return Stream.concat(
                        Stream.of(Variant.right(body)),
                        rewritten
                                .filter(other -> !other.equals(body))
                                .distinct()
                                .map(other -> Variant.wrong(other, Mistake.BODY_REWRITTEN)))
                .toList();
    }

    /** As the platform writes JSON: nothing between members, no letter escaped that need not be. */
    private Optional<String> compact() {
        try {
            return Optional.of(new JsonObject(body.replace(BYTE_ORDER_MARK, "")).encode());
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private List<Variant<String>> times() {
        String time = given.timestamp().strip();
        return time.length() == MILLISECOND_DIGITS
                ? List.of(
                        Variant.wrong(time.substring(0, time.length() - 3), Mistake.TIME_IN_MILLISECONDS),
                        Variant.right(time))
                : List.of(Variant.right(time));
    }

    private List<Variant<String>> timesAround() {
        try {
            long time = Long.parseLong(given.timestamp().strip());
            return LongStream.rangeClosed(time - SECONDS_AROUND, time + SECONDS_AROUND)
                    .mapToObj(other -> Variant.wrong(Long.toString(other), Mistake.ANOTHER_TIME))
                    .toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private String sign(byte[] key, String timestamp, String content) {
        byte[] mac = Signature.mac(key, given.scheme().prefix(timestamp), content.getBytes(UTF_8));
        return HexFormat.of().formatHex(mac);
    }
}
