package io.satang.charge.decision;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;

/** Until when a payment method gives money back, and until when without a trace (reference omise-api §9.4). Days are those of UTC. */
final class RefundLimits {
    /** Until this time of the day of the payment Alipay+ gives back all of it as if nothing had been paid. */
    private static final LocalTime ALIPAY_PLUS_CUT_OFF = LocalTime.of(16, 15);

    /** That of most cards, and of all methods of which nothing else is known. */
    private static final Period USUAL = Period.ofDays(365);

    private static final Set<String> SHORTER_BRANDS = Set.of("JCB", "American Express", "Diners Club");
    private static final Period SHORTER = Period.ofDays(160);

    private static final Map<String, Period> OTHERS = Map.ofEntries(
            entry("atome", Period.ofDays(60)),
            entry("atome_qr", Period.ofDays(60)),
            entry("duitnow_obw", Period.ofDays(180)),
            entry("duitnow_qr", Period.ofDays(180)),
            entry("grabpay", Period.ofMonths(3)),
            entry("paynow", Period.ofMonths(6)),
            entry("shopeepay", Period.ofDays(180)),
            entry("shopeepay_jumpapp", Period.ofDays(180)),
            entry("truemoney", Period.ofDays(30)),
            entry("truemoney_jumpapp", Period.ofDays(30)),
            entry("truemoney_qr", Period.ofDays(30)));

    private RefundLimits() {}

    /** Whether money that was taken then may still be given back now. */
    static boolean isOpen(ChargeTerms terms, Instant paidAt, Instant now) {
        boolean shorter = terms.card()
                .filter(card -> SHORTER_BRANDS.contains(card.brand()))
                .isPresent();
        Period period = shorter ? SHORTER : OTHERS.getOrDefault(terms.sourceType(), USUAL);
        return now.isBefore(utc(paidAt).plus(period).toInstant());
    }

    /** Whether all of it may still be given back without a trace: on the day of the payment, and with some methods not until its end. */
    static boolean isVoidable(ChargeTerms terms, Instant paidAt, Instant now) {
        ZonedDateTime paid = utc(paidAt);
        ZonedDateTime end = terms.sourceType().startsWith("alipayplus_")
                ? paid.with(ALIPAY_PLUS_CUT_OFF)
                : paid.toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC);
        return now.isBefore(end.toInstant());
    }

    private static ZonedDateTime utc(Instant time) {
        return time.atZone(ZoneOffset.UTC);
    }
}
