package io.satang.source.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every country and payment method that the platform knows. Immutable. */
public final class Catalogue {
    private final Map<String, CountryLimits> countries;
    private final Map<String, PaymentMethod> methodsByType;
    private final List<PaymentMethod> methods;
    private final List<String> cardBrands;

    /** @throws IllegalArgumentException when two entries have one name, or a method is offered in a country that is not described */
    Catalogue(List<CountryLimits> countries, List<PaymentMethod> methods, List<String> cardBrands) {
        this.countries = uniqueBy(countries, CountryLimits::code);
        this.methodsByType = uniqueBy(methods, PaymentMethod::type);
        this.methods = List.copyOf(methods);
        this.cardBrands = List.copyOf(cardBrands);
        methods.forEach(this::requireKnownMarkets);
    }

    /** The limits of the country with this upper-case code, if it is described. */
    public Optional<CountryLimits> limits(String code) {
        return Optional.ofNullable(countries.get(code));
    }

    /** The method of this type, wherever it is offered. */
    public Optional<PaymentMethod> method(String type) {
        return Optional.ofNullable(methodsByType.get(type));
    }

    /** Whether any method takes this currency, written in letters of either case. */
    public boolean takes(String currency) {
        return methods.stream()
                .flatMap(method -> method.markets().stream())
                .anyMatch(market -> market.currency().equalsIgnoreCase(currency));
    }

    /** The brands of cards that are charged, as cards have them. */
    public List<String> cardBrands() {
        return cardBrands;
    }

    /** Every method, in the catalogue's order. */
    public List<PaymentMethod> methods() {
        return methods;
    }

    private void requireKnownMarkets(PaymentMethod method) {
        for (Market market : method.markets()) {
            CountryLimits limits = limits(market.country())
                    .orElseThrow(() -> new IllegalArgumentException(
                            method.type() + " is offered in " + market.country() + ", which is not described"));
            if (market.amount().maximum() > limits.chargeAmount().maximum()) {
                throw new IllegalArgumentException(method.type() + " goes beyond the maximum of " + market.country());
            }
        }
    }

    private static <T> Map<String, T> uniqueBy(List<T> entries, Function<T, String> name) {
        return entries.stream().collect(Collectors.toUnmodifiableMap(name, Function.identity(), (one, other) -> {
            throw new IllegalArgumentException(name.apply(other) + " is listed twice");
        }));
    }
}
