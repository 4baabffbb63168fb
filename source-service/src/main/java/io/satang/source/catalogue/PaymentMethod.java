package io.satang.source.catalogue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One way to pay.
 *
 * @param type           what requests call it, for instance {@code points_citi}
 * @param flow           how the payer gets to pay
 * @param instructions   what a charge shows the payer
 * @param markets        where it is offered, at most once per country; none while that is not known
 * @param chargeExpiry   how long a charge stays payable unless the merchant says otherwise
 * @param settableExpiry what the merchant may say; empty when it may not
 * @param sourceExpiry   how long a source may be charged; empty when for ever
 * @param feeRate        percent of the amount
 * @param vatRate        percent of the fee and of the interest
 * @param refunds        what can be given back
 * @param failureCodes   why a payment may fail
 * @param parameters     what a request may or must say beside type, amount and currency
 * @param installment    terms and interest of an installment plan
 * @param banks          the banks that the payer chooses among, where there is a choice
 */
public record PaymentMethod(
        String type,
        Flow flow,
        Instructions instructions,
        List<Market> markets,
        Duration chargeExpiry,
        Optional<ExpiryBounds> settableExpiry,
        Optional<Duration> sourceExpiry,
        BigDecimal feeRate,
        BigDecimal vatRate,
        Refunds refunds,
        List<String> failureCodes,
        List<Parameter> parameters,
        Optional<Installment> installment,
        List<Bank> banks) {

    public PaymentMethod {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(instructions, "instructions");
        Objects.requireNonNull(refunds, "refunds");
        Objects.requireNonNull(settableExpiry, "settableExpiry");
        Objects.requireNonNull(installment, "installment");
        markets = List.copyOf(markets);
        failureCodes = List.copyOf(failureCodes);
        parameters = List.copyOf(parameters);
        banks = List.copyOf(banks);
        require(type, flow == Flow.OFFLINE || instructions == Instructions.NONE, "its page needs no instructions");
        require(type, chargeExpiry.isPositive(), "its charges expire at once");
        require(type, sourceExpiry.map(Duration::isPositive).orElse(true), "its sources expire at once");
        require(type, feeRate.signum() >= 0 && vatRate.signum() >= 0, "a rate is negative");
        require(type, !failureCodes.isEmpty(), "it cannot fail");
        require(type, isOncePerCountry(markets), "a country is listed twice");
    }

    /** What this method does in a country, if it is offered there. */
    public Optional<Market> market(String country) {
        return markets.stream()
                .filter(market -> market.country().equals(country))
                .findFirst();
    }

    /** Whether a request may say this. */
    public boolean takes(String parameter) {
        return parameters.stream().anyMatch(known -> known.name().equals(parameter));
    }

    private static boolean isOncePerCountry(List<Market> markets) {
        return markets.stream().map(Market::country).allMatch(new HashSet<>()::add);
    }

    private static void require(String type, boolean condition, String fault) {
        if (!condition) {
            throw new IllegalArgumentException(type + ": " + fault);
        }
    }
}
