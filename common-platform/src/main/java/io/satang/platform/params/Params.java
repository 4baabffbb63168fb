package io.satang.platform.params;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.json.CanonicalJson;
import io.satang.platform.time.TimeFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The parameters of a request, whether they came in the query, in a form with brackets or as JSON (reference omise-api §3). Null, the empty
 * string and the empty object mean "not given"; numbers and strings stand for each other, and so do {@code true}, {@code 1}, {@code yes} and
 * {@code on}. What cannot be read as the type asked for is refused with {@code bad_request}.
 */
public final class Params {
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final int NUMBER_CHARS_MAX = 40;
    private static final int NAME_CHARS_SHOWN = 64;
    private static final Params NONE = new Params(JsonNodeFactory.instance.objectNode());

    private final ObjectNode values;

    Params(ObjectNode values) {
        this.values = Objects.requireNonNull(values, "values");
    }

    /** A request without parameters. */
    public static Params none() {
        return NONE;
    }

    /** Whether something was given under this name. */
    public boolean has(String name) {
        return value(name).isPresent();
    }

    /** The names under which something was given, in the order in which they came. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        values.fieldNames().forEachRemaining(name -> {
            if (has(name)) {
                names.add(name);
            }
        });
        return Collections.unmodifiableSet(names);
    }

    /**
     * Refuses what this request does not know, for requests where a slip in a name would answer something else than was asked for.
     *
     * @param names all that it knows
     */
    public void requireOnly(Set<String> names) {
        names().forEach(name -> {
            if (!names.contains(name)) {
                String shown = name.length() <= NAME_CHARS_SHOWN ? name : name.substring(0, NAME_CHARS_SHOWN) + "…";
                throw ApiException.badRequest(shown + " is not a parameter of this request");
            }
        });
    }

    /** Whether an empty text was given, which takes a setting away where that makes sense. */
    public boolean cleared(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> value.isTextual() && value.textValue().isEmpty())
                .isPresent();
    }

    /** Whether {@code null} was given, in JSON, which takes a setting away where that makes sense. */
    public boolean isNull(String name) {
        return values.hasNonNull(name) != values.has(name);
    }

    /** A text; a number is read as its digits. */
    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value.isContainerNode()) {
                throw invalid(name);
            }
            return value.asText();
        });
    }

    /** A text that has to be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> ApiException.badRequest(name + " cannot be blank"));
    }

    /** A text of at most {@code charsMax} characters; "name is too long (maximum is N characters)" otherwise. */
    public Optional<String> text(String name, int charsMax) {
        return text(name).map(text -> {
            if (text.codePointCount(0, text.length()) > charsMax) {
                throw ApiException.badRequest(name + " is too long (maximum is " + charsMax + " characters)");
            }
            return text;
        });
    }

    /**
     * A whole number.
     *
     * @throws ApiException "{name} must be an integer" for a fraction, "{name} is not a number" for anything else, or beyond 64 bits
     */
    public OptionalLong integer(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(wholeNumber(name, value.get()));
    }

    /** A number that may have a fraction; "{name} is not a number" when it is none. */
    public Optional<BigDecimal> decimal(String name) {
        return value(name).map(value -> {
            BigDecimal number = number(name, value);
            if (number.scale() > NUMBER_CHARS_MAX) {
                throw notANumber(name);
            }
            return number.setScale(Math.max(number.scale(), 0), RoundingMode.UNNECESSARY);
        });
    }

    /** Yes or no, in any of the forms that clients use. */
    public Optional<Boolean> bool(String name) {
        return text(name).map(text -> switch (text) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw invalid(name);
        });
    }

    /** A time or a date. */
    public Optional<Instant> instant(String name) {
        return text(name).map(text -> TimeFormat.parse(text).orElseThrow(() -> invalid(name)));
    }

    /** What is nested under this name; without parameters when nothing is. */
    public Params object(String name) {
        return value(name)
                .map(value -> {
                    if (!(value instanceof ObjectNode object)) {
                        throw invalid(name);
                    }
                    return new Params(object);
                })
                .orElse(NONE);
    }

    /** Whether an object, and not a plain value, is nested under this name. */
    public boolean isObject(String name) {
        return value(name).map(JsonNode::isObject).orElse(false);
    }

    /** Whether a plain value, and neither an object nor a list, stands under this name. */
    public boolean isText(String name) {
        return value(name).map(JsonNode::isValueNode).orElse(false);
    }

    /** A list of objects. */
    public List<Params> objects(String name) {
        return elements(name, element -> {
            if (!(element instanceof ObjectNode object)) {
                throw invalid(name);
            }
            return new Params(object);
        });
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        return elements(name, element -> {
            if (element.isContainerNode() || element.isNull()) {
                throw invalid(name);
            }
            return element.asText();
        });
    }

    /** The merchant's own data, kept as it is; {@code {}} when none was given. */
    public RawJson metadata() {
        JsonNode metadata = value("metadata").orElse(JsonNodeFactory.instance.objectNode());
        if (!metadata.isObject()) {
            throw ApiException.badRequest("Metadata should be a JSON hash");
        }
        return new RawJson(metadata.toString());
    }

    /** The same, of at most {@code charsMax} characters of JSON. */
    public RawJson metadata(int charsMax) {
        RawJson metadata = metadata();
        if (metadata.text().length() > charsMax) {
            throw ApiException.badRequest("metadata is too long (maximum is " + charsMax + " characters)");
        }
        return metadata;
    }

    /** These parameters and one more; a text stands for a number or a yes or no too. */
    public Params with(String name, String value) {
        return new Params(values.deepCopy().put(name, value));
    }

    /** One text for all the ways to send these parameters. */
    public String canonical() {
        return CanonicalJson.of(values);
    }

    /** A copy of the parameters as a JSON object, in the order in which they came. */
    public ObjectNode json() {
        return values.deepCopy();
    }

    /** The parameters as one JSON text, in the order in which they came. */
    @Override
    public String toString() {
        return values.toString();
    }

    private <T> List<T> elements(String name, Function<JsonNode, T> read) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw invalid(name);
        }
        return StreamSupport.stream(value.get().spliterator(), false).map(read).toList();
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(Params::isGiven);
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isNull()
                && !(value.isTextual() && value.textValue().isEmpty())
                && !(value.isContainerNode() && value.isEmpty());
    }

    private static long wholeNumber(String name, JsonNode value) {
        BigDecimal number = number(name, value);
        // Checked before it is converted, which takes as many digits as the fraction has.
        if (number.scale() > NUMBER_CHARS_MAX) {
            throw notAnInteger(name);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw notAnInteger(name);
        }
    }

    /** A number within 64 bits, with any fraction. */
    private static BigDecimal number(String name, JsonNode value) {
        String text = value.isTextual() || value.isNumber() ? value.asText().strip() : "";
        // Java reads the digits of every script; another client of the same bytes would not.
        boolean isPlain = text.chars().allMatch(character -> character < 0x80);
        if (text.isEmpty() || text.length() > NUMBER_CHARS_MAX || !isPlain) {
            throw notANumber(name);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw notANumber(name);
        }
        // Compared before it is converted: the digits of 1e999999999 would not fit into memory.
        if (number.compareTo(LONG_MAX) > 0 || number.compareTo(LONG_MIN) < 0) {
            throw notANumber(name);
        }
        return number;
    }

    private static ApiException notAnInteger(String name) {
        return ApiException.badRequest(name + " must be an integer");
    }

    private static ApiException notANumber(String name) {
        return ApiException.badRequest(name + " is not a number");
    }

    private static ApiException invalid(String name) {
        return ApiException.badRequest(name + " is invalid");
    }
}
