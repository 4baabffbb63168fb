package io.satang.source.create;

import io.satang.source.catalogue.Bank;
import io.satang.source.catalogue.Format;
import io.satang.source.catalogue.Parameter;
import io.satang.source.catalogue.PaymentMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether a request says what its payment method needs to know. What the method does not take is ignored (reference omise-api §3). */
final class ParameterRules {
    private static final String BANK = "bank";
    private static final String PHONE_NUMBER = "phone_number";
    private static final String MOBILE_NUMBER = "mobile_number";
    private static final int ITEMS_MAX = 100;
    private static final int PART_CHARACTERS_MAX = 255;
    private static final int ITEM_CHARACTERS_MAX = 2_048;

    private ParameterRules() {}

    /** Every fault, as clients are told them. */
    static List<String> faults(SourceRequest request, PaymentMethod method) {
        return method.parameters().stream()
                .flatMap(parameter -> fault(parameter, request, method).stream())
                .toList();
    }

    /** The plain parameters that the method takes, as they are kept. */
    static Map<String, String> taken(SourceRequest request, PaymentMethod method) {
        Map<String, String> taken = new HashMap<>();
        for (Parameter parameter : method.parameters()) {
            given(parameter, request)
                    .flatMap(text -> kept(parameter, text, method.banks()))
                    .ifPresent(text -> taken.put(parameter.name(), text));
        }
        return taken;
    }

    private static Optional<String> fault(Parameter parameter, SourceRequest request, PaymentMethod method) {
        return request.unreadable(parameter.name()).or(() -> switch (parameter.format()) {
            case Format.Text text -> textFault(parameter, text, request, method.banks());
            case Format.Choice choice ->
                given(parameter, request).flatMap(choice::value).isPresent()
                        ? Optional.empty()
                        : blankUnlessOptional(parameter);
            case Format.Address ignored -> addressFault(parameter, addressOf(parameter, request));
            case Format.Items ignored -> itemsFault(parameter, request.items());
        });
    }

    /** A telephone number has two names, and clients know one or the other (reference omise-api §8.7). */
    private static Optional<String> given(Parameter parameter, SourceRequest request) {
        Optional<String> text = request.text(parameter.name());
        return switch (parameter.name()) {
            case PHONE_NUMBER -> text.or(() -> request.text(MOBILE_NUMBER));
            case MOBILE_NUMBER -> text.or(() -> request.text(PHONE_NUMBER));
            default -> text;
        };
    }

    private static Optional<String> kept(Parameter parameter, String text, List<Bank> banks) {
        return switch (parameter.format()) {
            case Format.Choice choice -> choice.value(text);
            case Format.Text ignored -> parameter.name().equals(BANK) ? bank(text, banks) : Optional.of(text);
            case Format.Address ignored -> Optional.empty();
            case Format.Items ignored -> Optional.empty();
        };
    }

    private static Optional<String> textFault(
            Parameter parameter, Format.Text format, SourceRequest request, List<Bank> banks) {
        Optional<String> text = request.text(parameter.name());
        if (text.isEmpty()) {
            // A number under its other name is judged under that one.
            return given(parameter, request).isPresent() ? Optional.empty() : blankUnlessOptional(parameter);
        }
        return text.flatMap(given -> format.refusal(parameter.name(), given))
                .or(() -> bankFault(parameter, text.get(), banks));
    }

    private static Optional<String> bankFault(Parameter parameter, String code, List<Bank> banks) {
        return parameter.name().equals(BANK) && bank(code, banks).isEmpty()
                ? Optional.of("bank is currently not supported")
                : Optional.empty();
    }

    private static Optional<String> bank(String code, List<Bank> banks) {
        return banks.stream().map(Bank::code).filter(code::equalsIgnoreCase).findFirst();
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
