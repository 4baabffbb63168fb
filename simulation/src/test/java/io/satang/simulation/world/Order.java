package io.satang.simulation.world;

import io.satang.charge.charge.Charge;
import io.satang.charge.charge.ChargeState.Pending;
import io.satang.charge.charge.ChargeTerms;
import io.satang.charge.charge.ChargeTerms.Flow;
import io.satang.events.Ids;
import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.simulation.kernel.Chance;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a merchant wants to be paid for.
 *
 * @param account   whose it is
 * @param sourceId  what it is to be paid with
 * @param amount    subunits
 * @param pricing   what it costs the merchant
 * @param lifetime  how long the payer has
 * @param endpoints where its webhooks go beside the account's
 */
record Order(
        Account account, String sourceId, long amount, Pricing pricing, Duration lifetime, List<String> endpoints) {
    static final String FAILURE_CODE = "payment_rejected";

    private static final List<Pricing> PRICINGS = List.of(pricing("3.65", "0", 0), pricing("1.65", "0.65", 4));

    /** A merchant's account. */
    enum Account {
        /** Has a webhook endpoint of its own. */
        WITH_WEBHOOK("account_test_5satang000000000001", Optional.of("https://hooks.example/account")),
        /** Has none. */
        WITHOUT_WEBHOOK("account_test_5satang000000000002", Optional.empty());

        private final String id;
        private final Optional<String> webhookUri;

        Account(String id, Optional<String> webhookUri) {
            this.id = id;
            this.webhookUri = webhookUri;
        }

        String id() {
            return id;
        }

        Optional<String> webhookUri() {
            return webhookUri;
        }

        static Account of(String id) {
            return id.equals(WITH_WEBHOOK.id) ? WITH_WEBHOOK : WITHOUT_WEBHOOK;
        }
    }

    static Order draw(int number, Chance chance) {
        return new Order(
                chance.oneOf(List.of(Account.values())),
                "src_test_%019d".formatted(number),
                chance.between(2_000, 15_000_000),
                chance.oneOf(PRICINGS),
                chance.millis(500, 9_000),
                chance.oneOf(List.of(
                        List.of(),
                        List.of("https://hooks.example/charge"),
                        List.of("https://hooks.example/charge", "https://hooks.example/account"))));
    }

    /** The charge that the charge-service makes of it. */
    Charge open(Ids ids, Instant now) {
        ChargeTerms terms = new ChargeTerms(
                "promptpay",
                Flow.OFFLINE,
                new RawJson("{\"object\":\"source\",\"id\":\"" + sourceId + "\"}"),
                List.of(FAILURE_CODE),
                true,
                true,
                pricing,
                pricing.installmentTerm() > 0,
                "THB",
                "merchant",
                Optional.empty(),
                Optional.empty(),
                endpoints,
                ids.next("docu", false),
                "0123456789ABCDEF");
        return new Charge(
                ids.next("chrg", false),
                account.id(),
                false,
                1,
                amount,
                "THB",
                sourceId,
                ids.next("pay2", false),
                now,
                now.plus(lifetime),
                Optional.empty(),
                new RawJson("{}"),
                terms,
                new Pending());
    }

    private static Pricing pricing(String feeRate, String interestRate, int term) {
        return new Pricing(new BigDecimal(feeRate), new BigDecimal("7"), new BigDecimal(interestRate), term, term > 0);
    }
}
