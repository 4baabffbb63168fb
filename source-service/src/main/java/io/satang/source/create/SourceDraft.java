package io.satang.source.create;

import io.satang.events.Pricing;
import io.satang.source.catalogue.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A source that may be made; only its id is missing.
 *
 * @param method    how it is paid
 * @param amount    subunits
 * @param currency  upper-case ISO 4217
 * @param texts     the plain parameters that the method takes, by their names
 * @param billing   where the bill goes
 * @param shipping  where the goods go
 * @param items     the goods
 * @param plan      the installment plan, when it is one
 * @param createdAt when it was accepted
 * @param expiresAt when it may no longer be charged
 */
record SourceDraft(
        PaymentMethod method,
        long amount,
        String currency,
        Map<String, String> texts,
        Optional<Address> billing,
        Optional<Address> shipping,
        List<Item> items,
        Optional<Plan> plan,
        Instant createdAt,
        Optional<Instant> expiresAt) {

    SourceDraft {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(createdAt, "createdAt");
        texts = Map.copyOf(texts);
        items = List.copyOf(items);
    }

    /**
     * An installment plan.
     *
     * @param months          its length
     * @param merchantAbsorbs whether the merchant pays the interest; the payer pays it to the bank otherwise
     * @param interestRate    percent per month
     */
    record Plan(int months, boolean merchantAbsorbs, BigDecimal interestRate) {}

    /** The parameter's value, if it was given and the method takes it. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** What a payment by this source costs the merchant. */
    Pricing pricing() {
        boolean absorbs = plan.map(Plan::merchantAbsorbs).orElse(false);
        return new Pricing(
                method.feeRate(),
                method.vatRate(),
                plan.filter(Plan::merchantAbsorbs).map(Plan::interestRate).orElse(BigDecimal.ZERO),
                plan.map(Plan::months).orElse(0),
                absorbs);
    }
}
