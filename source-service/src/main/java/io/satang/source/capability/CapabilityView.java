package io.satang.source.capability;

import io.satang.events.AccountChanged;
import io.satang.platform.money.Currency;
import io.satang.source.catalogue.AmountRange;
import io.satang.source.catalogue.Bank;
import io.satang.source.catalogue.Catalogue;
import io.satang.source.catalogue.CountryLimits;
import io.satang.source.catalogue.Installment;
import io.satang.source.catalogue.Market;
import io.satang.source.catalogue.PaymentMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an account can do, as merchants see it (reference omise-api §8.3). */
record CapabilityView(
        String object,
        String location,
        List<String> banks,
        Limits limits,
        List<Method> paymentMethods,
        String country,
        List<String> tokenizationMethods,
        boolean zeroInterestInstallments) {

    /** In subunits of the account's currency. */
    record Limits(Range chargeAmount, Range transferAmount, Minimum installmentAmount) {}

    record Range(long min, long max) {
        static Range of(AmountRange range) {
            return new Range(range.minimum(), range.maximum());
        }
    }

    record Minimum(long min) {
        /** Where nothing is paid in installments it is the smallest charge, as clients read a number here. */
        static Minimum of(CountryLimits country) {
            return new Minimum(
                    country.installmentMinimum().orElse(country.chargeAmount().minimum()));
        }
    }

    record Method(
            String object,
            String name,
            List<String> currencies,
            Optional<List<String>> cardBrands,
            Optional<List<Integer>> installmentTerms,
            Optional<List<Integer>> loanInstallmentTerms,
            List<BankView> banks,
            Optional<String> provider) {

        static Method of(PaymentMethod method, Market market) {
            return new Method(
                    "payment_method",
                    method.type(),
                    List.of(market.currency()),
                    Optional.empty(),
                    method.installment().map(Method::months),
                    method.installment().map(Installment::loanTerms).filter(terms -> !terms.isEmpty()),
                    method.banks().stream().map(BankView::of).toList(),
                    Optional.empty());
        }

        /** Cards are charged in every currency of the account. */
        static Method ofCards(Catalogue catalogue, AccountChanged account) {
            return new Method(
                    "payment_method",
                    "card",
                    account.supportedCurrencies().stream()
                            .filter(code -> Currency.parse(code).isPresent())
                            .toList(),
                    Optional.of(catalogue.cardBrands()),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        }

        private static List<Integer> months(Installment installment) {
            return installment.terms().stream().map(Installment.Term::months).toList();
        }
    }

    record BankView(String code, String name, boolean active) {
        static BankView of(Bank bank) {
            return new BankView(bank.code(), bank.name(), true);
        }
    }

    /** What an account of this country can do. */
    static CapabilityView of(CountryLimits country, Catalogue catalogue, AccountChanged account) {
        return new CapabilityView(
                "capability",
                "/capability",
                country.banks(),
                new Limits(Range.of(country.chargeAmount()), Range.of(country.transferAmount()), Minimum.of(country)),
                methods(country, catalogue, account),
                country.code(),
                List.of(),
                account.zeroInterestInstallments());
    }

    /** Cards first, where clients look for them. */
    private static List<Method> methods(CountryLimits country, Catalogue catalogue, AccountChanged account) {
        Stream<Method> ofSources = catalogue.methods().stream()
                .flatMap(method -> method.market(country.code()).map(market -> Method.of(method, market)).stream());
        return Stream.concat(Stream.of(Method.ofCards(catalogue, account)), ofSources)
                .toList();
    }
}
