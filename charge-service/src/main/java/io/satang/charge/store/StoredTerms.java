package io.satang.charge.store;

import io.satang.charge.decision.ChargeTerms;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.charge.decision.Instructions;
import io.satang.charge.decision.PlatformFee;
import io.satang.events.MayBeMissing;
import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.platform.json.StoredJson;
import io.satang.platform.money.Currency;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The terms of a charge as the column {@code terms} keeps them. Older and newer versions read and write the same column: a new member is
 * optional, and what is here keeps its name and meaning for as long as there are charges.
 */
public record StoredTerms(
        String sourceType,
        String flow,
        Optional<String> instructions,
        Optional<RawJson> source,
        List<String> failureCodes,
        @MayBeMissing boolean refundable,
        @MayBeMissing boolean partiallyRefundable,
        StoredPricing pricing,
        @MayBeMissing boolean zeroInterest,
        String fundingCurrency,
        String merchantName,
        Optional<String> returnUri,
        Optional<String> ip,
        List<String> webhookEndpoints,
        String documentId,
        String downloadToken,
        Optional<StoredPlatformFee> platformFee,
        Optional<Boolean> capture,
        Optional<String> statementDescriptor,
        Optional<StoredCard> card) {

    /** What a platform asks of its merchant. */
    public record StoredPlatformFee(Optional<Long> fixed, Optional<Long> amount, Optional<BigDecimal> percentage) {
        private static Optional<StoredPlatformFee> of(PlatformFee fee) {
            return Optional.of(fee)
                    .filter(some -> !some.equals(PlatformFee.NONE))
                    .map(some -> new StoredPlatformFee(some.fixed(), some.amount(), some.percentage()));
        }
    }

    /** What a payment costs; no member of it may be missing, because money is computed of them. */
    public record StoredPricing(
            BigDecimal feeRate,
            BigDecimal vatRate,
            BigDecimal interestRate,
            int installmentTerm,
            boolean merchantAbsorbsInterest) {}

    /** The text for the column. */
    public static String write(ChargeTerms terms) {
        Pricing pricing = terms.pricing();
        return StoredJson.write(new StoredTerms(
                terms.sourceType(),
                terms.flow().name(),
                Optional.of(terms.instructions().name()),
                terms.source(),
                terms.failureCodes(),
                terms.refundable(),
                terms.partiallyRefundable(),
                new StoredPricing(
                        pricing.feeRate(),
                        pricing.vatRate(),
                        pricing.interestRate(),
                        pricing.installmentTerm(),
                        pricing.merchantAbsorbsInterest()),
                terms.zeroInterest(),
                terms.fundingCurrency().name(),
                terms.merchantName(),
                terms.returnUri(),
                terms.ip(),
                terms.webhookEndpoints(),
                terms.documentId(),
                terms.downloadToken(),
                StoredPlatformFee.of(terms.platformFee()),
                terms.capture() ? Optional.empty() : Optional.of(false),
                terms.statementDescriptor(),
                terms.card().map(StoredCard::of)));
    }

    /**
     * The terms in a column.
     *
     * @throws IllegalStateException when a member is missing that there is no careful answer for, or the payer pays in an unknown way
     */
    public static ChargeTerms read(String json, String chargeId) {
        StoredTerms stored = StoredJson.read(json, StoredTerms.class, "terms of " + chargeId);
        Flow flow = Flow.of(stored.flow).orElseThrow(() -> unknown(chargeId, "flow", stored.flow));
        return new ChargeTerms(
                stored.sourceType,
                flow,
                Instructions.of(stored.instructions, flow)
                        .orElseThrow(() -> unknown(chargeId, "instructions", stored.instructions.orElseThrow())),
                stored.source,
                stored.failureCodes,
                stored.refundable,
                stored.partiallyRefundable,
                new Pricing(
                        stored.pricing.feeRate,
                        stored.pricing.vatRate,
                        stored.pricing.interestRate,
                        stored.pricing.installmentTerm,
                        stored.pricing.merchantAbsorbsInterest),
                stored.zeroInterest,
                Currency.parse(stored.fundingCurrency)
                        .orElseThrow(() -> unknown(chargeId, "currency", stored.fundingCurrency)),
                stored.merchantName,
                stored.returnUri,
                stored.ip,
                stored.webhookEndpoints,
                stored.documentId,
                stored.downloadToken,
                stored.platformFee
                        .map(fee -> new PlatformFee(fee.fixed(), fee.amount(), fee.percentage()))
                        .orElse(PlatformFee.NONE),
                stored.capture.orElse(true),
                stored.statementDescriptor,
                stored.card.map(StoredCard::read));
    }

    private static IllegalStateException unknown(String chargeId, String member, String value) {
        return new IllegalStateException(
                "terms of %s are unreadable: %s %s is unknown".formatted(chargeId, member, value));
    }
}
