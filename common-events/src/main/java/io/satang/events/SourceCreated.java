package io.satang.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A source may be charged (topic {@code source.created}). It carries all that a charge needs, so that charging asks nobody.
 *
 * @param sourceId             {@code src_…}
 * @param accountId            its owner
 * @param livemode             live or test
 * @param type                 payment method, for instance {@code points_citi}
 * @param flow                 {@code redirect}, {@code app_redirect} or {@code offline}
 * @param amount               subunits
 * @param currency             upper-case ISO 4217
 * @param pricing              fee, VAT and interest
 * @param failureCodes         the failure codes that this method knows
 * @param chargeExpirySeconds  how long a charge stays payable unless the merchant says otherwise
 * @param expirySettable       whether the merchant may set the charge's {@code expires_at}
 * @param expiryBounds         between which times; 30 s to 12 h where it may be set and this is not said
 * @param refundable           whether a paid charge can be refunded
 * @param partiallyRefundable  whether a part of it can
 * @param expiresAt            when the source itself may no longer be charged
 * @param instructions         what a charge shows the payer: {@code qr_code}, {@code bill}, {@code payment_code} or {@code none};
 *                             a QR code for {@code offline} methods of which this is not said
 * @param object               the source as merchants see it
 */
public record SourceCreated(
        String sourceId,
        String accountId,
        boolean livemode,
        String type,
        String flow,
        long amount,
        String currency,
        Pricing pricing,
        List<String> failureCodes,
        long chargeExpirySeconds,
        @MayBeMissing boolean expirySettable,
        Optional<ExpiryBounds> expiryBounds,
        @MayBeMissing boolean refundable,
        @MayBeMissing boolean partiallyRefundable,
        Optional<Instant> expiresAt,
        Optional<String> instructions,
        RawJson object) {

    public SourceCreated {
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(pricing, "pricing");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(expiryBounds, "expiryBounds");
        Objects.requireNonNull(instructions, "instructions");
        Objects.requireNonNull(object, "object");
        failureCodes = List.copyOf(failureCodes);
    }
}
