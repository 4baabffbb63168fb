package io.satang.source.create;

import io.satang.source.catalogue.Catalogue;
import io.satang.source.catalogue.TestCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Requests and merchants for tests of the rules. */
final class Requests {
    static final Catalogue CATALOGUE = TestCatalogue.builtIn();
    static final Address SOMEWHERE = new Address(
            Optional.of("Bangkok"),
            Optional.of("TH"),
            Optional.of("10320"),
            Optional.empty(),
            Optional.of("1448/4 Praditmanutham Road"),
            Optional.empty());

    private Requests() {}

    /** A merchant of this country that charges in its currency. */
    static Merchant merchant(String country, boolean absorbsInterest) {
        String currency = switch (country) {
            case "JP" -> "JPY";
            case "MY" -> "MYR";
            case "SG" -> "SGD";
            case "TH" -> "THB";
            default -> throw new IllegalArgumentException(country);
        };
        return new Merchant("account_test_5satang000000000001", false, country, Set.of(currency), absorbsInterest);
    }

    /** What the method needs and nothing more. */
    static SourceRequest minimal(String type, long amount, String currency) {
        Map<String, String> texts = new HashMap<>();
        CATALOGUE.method(type).orElseThrow().parameters().stream()
                .filter(parameter -> parameter.required())
                .forEach(parameter -> example(parameter.name()).ifPresent(text -> texts.put(parameter.name(), text)));
        boolean addressed = CATALOGUE.method(type).orElseThrow().parameters().stream()
                .anyMatch(parameter -> parameter.required() && parameter.name().equals("shipping"));
        return new SourceRequest(
                Optional.of(type),
                OptionalLong.of(amount),
                Optional.of(currency),
                texts,
                Optional.empty(),
                addressed ? Optional.of(SOMEWHERE) : Optional.empty(),
                addressed ? List.of(item(1)) : List.of(),
                shortestTerm(type),
                Optional.empty(),
                Map.of());
    }

    static SourceRequest with(SourceRequest request, String parameter, String text) {
        Map<String, String> texts = new HashMap<>(request.texts());
        texts.put(parameter, text);
        return texts(request, texts);
    }

    static SourceRequest without(SourceRequest request, String parameter) {
        Map<String, String> texts = new HashMap<>(request.texts());
        texts.remove(parameter);
        return texts(request, texts);
    }

    static SourceRequest over(SourceRequest request, OptionalLong months, Optional<Boolean> zeroInterest) {
        return new SourceRequest(
                request.type(),
                request.amount(),
                request.currency(),
                request.texts(),
                request.billing(),
                request.shipping(),
                request.items(),
                months,
                zeroInterest,
                request.unreadable());
    }

    static SourceRequest sending(SourceRequest request, Optional<Address> shipping, List<Item> items) {
        return new SourceRequest(
                request.type(),
                request.amount(),
                request.currency(),
                request.texts(),
                request.billing(),
                shipping,
                items,
                request.installmentTerm(),
                request.zeroInterest(),
                request.unreadable());
    }

    static Item item(long quantity) {
        return new Item(
                Optional.of("T-shirt"),
                Optional.of(50_000L),
                Optional.of(quantity),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SourceRequest texts(SourceRequest request, Map<String, String> texts) {
        return new SourceRequest(
                request.type(),
                request.amount(),
                request.currency(),
                texts,
                request.billing(),
                request.shipping(),
                request.items(),
                request.installmentTerm(),
                request.zeroInterest(),
                request.unreadable());
    }

    private static OptionalLong shortestTerm(String type) {
        return CATALOGUE.method(type).orElseThrow().installment().stream()
                .mapToLong(installment -> installment.terms().getFirst().months())
                .findFirst();
    }

    private static Optional<String> example(String parameter) {
        return switch (parameter) {
            case "phone_number" -> Optional.of("+66876543210");
            case "email" -> Optional.of("payer@example.com");
            case "name" -> Optional.of("Somchai");
            case "barcode" -> Optional.of("1234567890123456");
            case "bank" -> Optional.of("uob");
            default -> Optional.empty();
        };
    }
}
