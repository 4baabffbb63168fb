package io.satang.simulation.world;

import io.satang.charge.decision.Charge;
import io.satang.events.AccountChanged;
import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a merchant wants to be paid for.
 *
 * @param number    tells it from others
 * @param account   whose it is
 * @param card      how it is paid by card, if it is; else by source
 * @param nested    whether its source is made by the request for the charge
 * @param oneKey    whether everybody who asks for its charge is the same client, which sends the same key
 * @param amount    subunits
 * @param pricing   what it costs the merchant
 * @param lifetime  how long the payer has, whole seconds
 * @param endpoints where its webhooks go beside the account's
 */
record Order(
        int number,
        Account account,
        Optional<CardOrder> card,
        boolean nested,
        boolean oneKey,
        long amount,
        Pricing pricing,
        Duration lifetime,
        List<String> endpoints) {
    static final String FAILURE_CODE = "payment_rejected";

    private static final List<Pricing> PRICINGS = List.of(pricing("3.65", "0", 0), pricing("1.65", "0.65", 4));
    private static final int HELD_EVERY = 4;
    private static final int CARD_PERCENT = 40;
    private static final int NESTED_PERCENT = 40;
    private static final int ONE_KEY_PERCENT = 50;

    /** A merchant's account. */
    enum Account {
        /** Has a webhook endpoint of its own, which moves. */
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

        /** Where its webhooks go as of this version. */
        Optional<String> webhookUri(long version) {
            return webhookUri.map(uri -> version == 1 ? uri : uri + "/" + version);
        }

        /** What is told of this version of it. */
        AccountChanged told(long version, List<AccountChanged.Key> keys) {
            return new AccountChanged(
                    id,
                    false,
                    "TH",
                    "THB",
                    "merchant@shop.example",
                    List.of("THB"),
                    false,
                    false,
                    webhookUri(version),
                    "2019-05-29",
                    keys,
                    Scheduler.START,
                    Optional.empty(),
                    Optional.empty());
        }

        static Account of(String id) {
            return id.equals(WITH_WEBHOOK.id) ? WITH_WEBHOOK : WITHOUT_WEBHOOK;
        }
    }

    static Order draw(int number, Chance chance) {
        Optional<CardOrder> card =
                chance.percent(CARD_PERCENT) ? Optional.of(CardOrder.draw(chance)) : Optional.empty();
        boolean nested = card.isEmpty() && chance.percent(NESTED_PERCENT);
        return new Order(
                number,
                chance.oneOf(List.of(Account.values())),
                card,
                nested,
                // A client without a key that repeats itself would be charged for two sources.
                nested || chance.percent(ONE_KEY_PERCENT),
                chance.between(2_000, 15_000_000),
                chance.oneOf(PRICINGS),
                Duration.ofSeconds(chance.between(1, 9)),
                chance.oneOf(List.of(
                        List.of(),
                        List.of("https://hooks.example/charge"),
                        List.of("https://hooks.example/charge", "https://hooks.example/account"))));
    }

    /** The number of the order that a charge was made of. */
    static int numberOf(Charge charge) {
        return Integer.parseInt(charge.metadata().text().replaceAll("\\D", ""));
    }

    /** Whether its row says that its money is only held when it is paid. No request can ask for this of a source; a row can. */
    static boolean isHeldByItsRow(Charge charge) {
        return charge.instrument().source().isPresent() && numberOf(charge) % HELD_EVERY == 0;
    }

    /** Whether its money is only held when it is paid, and taken by its merchant later. */
    static boolean isHeld(Charge charge) {
        return isHeldByItsRow(charge) || !charge.terms().capture();
    }

    /** Whether its payer has something to do; nobody else goes to its page but by mistake. */
    boolean isPaidAtPage() {
        return card.map(CardOrder::authentication).orElse(true);
    }

    /** Until when its row says that it may be paid and captured. The week of a card would be longer than a run, so it has as long as a source. */
    Instant expiresAt(Charge charge) {
        return card.isPresent() ? charge.createdAt().plus(lifetime) : charge.expiresAt();
    }

    /** The source of this id that it is paid with. */
    SourceCreated source(String sourceId) {
        return new SourceCreated(
                sourceId,
                account.id(),
                false,
                "promptpay",
                "offline",
                amount,
                "THB",
                pricing,
                List.of(FAILURE_CODE),
                lifetime.toSeconds(),
                false,
                Optional.empty(),
                true,
                true,
                Optional.empty(),
                Optional.of("qr_code"),
                new RawJson("{\"object\":\"source\",\"id\":\"" + sourceId + "\"}"));
    }

    /** The body of the request for its charge; what is nested in it only {@link SourceService} has to understand. */
    String body(String paidWith) {
        String payment = card.map(each -> each.members(paidWith)).orElseGet(() -> sourceMember(paidWith));
        String uris = endpoints.stream().map(uri -> "\"" + uri + "\"").collect(Collectors.joining(","));
        return """
               {"amount":%d,"currency":"thb",%s,"metadata":{"order":%d},"webhook_endpoints":[%s]}""".formatted(amount, payment, number, uris);
    }

    private String sourceMember(String sourceId) {
        return "\"source\":" + (nested ? "{\"type\":\"promptpay\",\"order\":" + number + "}" : "\"" + sourceId + "\"");
    }

    /** What one of those who ask sends as its key. */
    Optional<String> key(int rival) {
        if (oneKey) {
            return Optional.of("order-" + number);
        }
        return rival % 2 == 0 ? Optional.of("order-" + number + "-rival-" + rival) : Optional.empty();
    }

    private static Pricing pricing(String feeRate, String interestRate, int term) {
        return new Pricing(new BigDecimal(feeRate), new BigDecimal("7"), new BigDecimal(interestRate), term, term > 0);
    }
}
