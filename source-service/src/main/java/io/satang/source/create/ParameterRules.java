package io.satang.source.create;

import io.satang.source.catalogue.Bank;
import io.satang.source.catalogue.Format;
import io.satang.source.catalogue.Parameter;
import io.satang.source.catalogue.PaymentMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a request says what its payment method needs to know. What the method does not take is ignored (reference omise-api §3). */
final class ParameterRules {
    private static final int ITEMS_MAX = 100;
    private static final int PART_CHARACTERS_MAX = 255;
    private static final int ITEM_CHARACTERS_MAX = 2_048;

    private ParameterRules() {}

    /** The first fault, as clients are told it. */
    static Optional<String> fault(SourceRequest request, PaymentMethod method) {
        return method.parameters().stream()
                .map(parameter -> fault(parameter, request, method))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The plain parameters that the method takes, as they were given. */
    static Map<String, String> taken(SourceRequest request, PaymentMethod method) {
        return method.parameters().stream()
                .map(Parameter::name)
                .filter(request.texts()::containsKey)
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> request.texts().get(name)));
    }

    private static Optional<String> fault(Parameter parameter, SourceRequest request, PaymentMethod method) {
        return switch (parameter.format()) {
            case Format.Text text -> textFault(parameter, text, request, method.banks());
            case Format.Address ignored -> addressFault(parameter, addressOf(parameter, request));
            case Format.Items ignored -> itemsFault(parameter, request.items());
        };
    }

    private static Optional<String> textFault(
            Parameter parameter, Format.Text format, SourceRequest request, List<Bank> banks) {
        Optional<String> text = Optional.ofNullable(request.texts().get(parameter.name()));
        if (text.isEmpty()) {
            return blankUnlessOptional(parameter);
        }
        return text.flatMap(given -> format.refusal(parameter.name(), given))
                .or(() -> bankFault(parameter, text.get(), banks));
    }

    private static Optional<String> bankFault(Parameter parameter, String code, List<Bank> banks) {
        boolean unknown = parameter.name().equals("bank")
                && banks.stream().map(Bank::code).noneMatch(code::equals);
        return unknown ? Optional.of("bank is currently not supported") : Optional.empty();
    }

    private static Optional<Address> addressOf(Parameter parameter, SourceRequest request) {
        return parameter.name().equals("billing") ? request.billing() : request.shipping();
    }

    private static Optional<String> addressFault(Parameter parameter, Optional<Address> address) {
        if (address.isEmpty()) {
            return blankUnlessOptional(parameter);
        }
        return tooLong(parameter, address.get().parts(), PART_CHARACTERS_MAX);
    }

    private static Optional<String> itemsFault(Parameter parameter, List<Item> items) {
        if (items.isEmpty()) {
            return blankUnlessOptional(parameter);
        }
        if (items.size() > ITEMS_MAX) {
            return Optional.of(parameter.name() + " are too many (maximum is " + ITEMS_MAX + ")");
        }
        Predicate<Long> negative = number -> number < 0;
        return items.stream().flatMap(Item::numbers).anyMatch(negative)
                ? Optional.of(parameter.name() + " must not hold negative numbers")
                : tooLong(parameter, items.stream().flatMap(Item::texts), ITEM_CHARACTERS_MAX);
    }

    private static Optional<String> tooLong(Parameter parameter, Stream<String> texts, int maximum) {
        return texts.anyMatch(text -> text.codePointCount(0, text.length()) > maximum)
                ? Optional.of(parameter.name() + " is too long (maximum is " + maximum + " characters)")
                : Optional.empty();
    }

    private static Optional<String> blankUnlessOptional(Parameter parameter) {
        return parameter.required() ? Optional.of(parameter.name() + " cannot be blank") : Optional.empty();
    }
}
