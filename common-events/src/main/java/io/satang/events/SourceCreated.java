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
 * @param expirySettable       whether the merchant may set {@code expires_at} between 30 s and the default
 * @param refundable           whether a paid charge can be refunded
 * @param partiallyRefundable  whether a part of it can
 * @param expiresAt            when the source itself may no longer be charged
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
        @MayBeMissing boolean refundable,
        @MayBeMissing boolean partiallyRefundable,
        Optional<Instant> expiresAt,
        RawJson object) {

    public SourceCreated {
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(pricing, "pricing");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(object, "object");
        failureCodes = List.copyOf(failureCodes);
    }
}
