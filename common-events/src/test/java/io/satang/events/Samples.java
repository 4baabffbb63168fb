package io.satang.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One payload of each event type, every optional part present in {@link #full} and absent in {@link #sparse}. */
final class Samples {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ACCOUNT = "account_test_5satang000000000001";
    private static final String CHARGE = "chrg_test_5satang000000000003";
    private static final String SOURCE = "src_test_5satang000000000004";
    private static final String TOKEN = "tokn_test_5satang000000000005";
    private static final String REFUND = "rfnd_test_5satang000000000008";
    private static final String CUSTOMER = "cust_test_5satang000000000009";
    private static final String REDEMPTION = "rdmp_test_5satang000000000010";
    private static final String CARD = "card_test_5satang000000000006";
    private static final String OFFER = "offr_test_5satang000000000011";
    private static final String CARD_OFFER = "cdof_test_5satang000000000012";

    private Samples() {}

    static Record full(EventType type) {
        return switch (type) {
            case ACCOUNT_CHANGED -> account(Optional.of("https://merchant.example/hook"), Optional.of(TIME));
            case SOURCE_CREATED -> source(Optional.of(TIME));
            case TOKEN_CREATED -> token(Optional.of(new CardFailure("authorization", "insufficient_fund")));
            case CHARGE_CREATED -> charge("pending", Optional.of(SOURCE));
            case CHARGE_UPDATED, CHARGE_COMPLETE -> charge("successful", Optional.of(SOURCE));
            case CHARGE_EXPIRED -> charge("expired", Optional.of(SOURCE));
            case CHARGE_CAPTURED -> charge("successful", Optional.of(SOURCE));
            case CHARGE_REVERSED -> charge("reversed", Optional.of(SOURCE));
            case REFUND_CREATED -> refund();
            case PAYMENT_VOIDED -> voided();
            case CUSTOMER_CREATED, CUSTOMER_UPDATED -> customer(false);
            case CUSTOMER_DESTROYED -> customer(true);
            case CARD_UPDATED -> card(false);
            case CARD_DESTROYED -> card(true);
            case OFFER_REDEEMED -> redemption("confirmed", 500, 0, Optional.of(TIME));
            case OFFER_CLAWED_BACK -> redemption("confirmed", 500, 125, Optional.of(TIME));
            case OFFER_RELEASED -> redemption("released", 0, 0, Optional.empty());
            case CARD_LINKED -> cardOffer("linked");
            case CARD_UNLINKED -> cardOffer("unlinked");
            case OFFER_LIVE -> offer("live");
            case OFFER_EXPIRED -> offer("expired");
            case OFFER_BUDGET_EXHAUSTED -> offer("budget_exhausted");
            case REQUEST_RECORDED -> request(Optional.of("invalid_charge"));
        };
    }

    static Record sparse(EventType type) {
        return switch (type) {
            case ACCOUNT_CHANGED -> account(Optional.empty(), Optional.empty());
            case SOURCE_CREATED -> source(Optional.empty());
            case TOKEN_CREATED -> token(Optional.empty());
            case CHARGE_CREATED, CHARGE_UPDATED -> charge("pending", Optional.empty());
            case CHARGE_COMPLETE -> charge("failed", Optional.empty());
            case CHARGE_EXPIRED -> charge("expired", Optional.empty());
            case CHARGE_CAPTURED -> charge("successful", Optional.empty());
            case CHARGE_REVERSED -> charge("reversed", Optional.empty());
            case REFUND_CREATED -> refund();
            case PAYMENT_VOIDED -> voided();
            case CUSTOMER_CREATED, CUSTOMER_UPDATED -> customer(false);
            case CUSTOMER_DESTROYED -> customer(true);
            case CARD_UPDATED -> card(false);
            case CARD_DESTROYED -> card(true);
            case OFFER_REDEEMED -> redemption("confirmed", 500, 0, Optional.empty());
            case OFFER_CLAWED_BACK -> redemption("clawed_back", 500, 500, Optional.empty());
            case OFFER_RELEASED -> redemption("released", 0, 0, Optional.empty());
            case CARD_LINKED -> cardOffer("linked");
            case CARD_UNLINKED -> cardOffer("unlinked");
            case OFFER_LIVE -> offer("live");
            case OFFER_EXPIRED -> offer("expired");
            case OFFER_BUDGET_EXHAUSTED -> offer("budget_exhausted");
            case REQUEST_RECORDED -> request(Optional.empty());
        };
    }

    private static RedemptionChanged redemption(
            String state, long reward, long clawedBack, Optional<Instant> payableAt) {
        return new RedemptionChanged(
                REDEMPTION,
                OFFER,
                CARD_OFFER,
                CARD,
                CHARGE,
                state,
                reward,
                clawedBack,
                "THB",
                payableAt,
                3,
                new RawJson("{\"object\":\"redemption\",\"id\":\"" + REDEMPTION + "\",\"state\":\"" + state + "\"}"));
    }

    private static CardOfferChanged cardOffer(String state) {
        return new CardOfferChanged(
                CARD_OFFER,
                CARD,
                OFFER,
                state,
                3,
                new RawJson("{\"object\":\"card_offer\",\"id\":\"" + CARD_OFFER + "\",\"state\":\"" + state + "\"}"));
    }

    private static OfferMoved offer(String state) {
        return new OfferMoved(
                OFFER,
                state,
                3,
                new RawJson("{\"object\":\"offer\",\"id\":\"" + OFFER + "\",\"state\":\"" + state + "\"}"));
    }

    private static RequestRecorded request(Optional<String> errorCode) {
        return new RequestRecorded(
                "rqst_test_5satang000000000013",
                TIME,
                7,
                "POST",
                "/charges",
                new RawJson("{}"),
                new RawJson("{\"amount\":10}"),
                new RawJson("{\"object\":\"charge\"}"),
                errorCode.isPresent() ? 400 : 200,
                errorCode.map(code -> "5f0c1a2b3c4d5e6f"),
                "secret",
                "tang",
                errorCode,
                errorCode.map(code -> "amount is invalid"));
    }

    private static RefundCreated refund() {
        return new RefundCreated(
                REFUND,
                CHARGE,
                150_000,
                "THB",
                false,
                List.of("https://merchant.example/extra"),
                3,
                new RawJson("{\"object\":\"refund\",\"id\":\"" + REFUND + "\",\"status\":\"closed\"}"));
    }

    private static PaymentVoided voided() {
        return new PaymentVoided(CHARGE, "simulator", "pay2_test_5satang000000000007", 400_000, "THB", TIME);
    }

    private static CustomerChanged customer(boolean deleted) {
        return new CustomerChanged(
                CUSTOMER,
                3,
                new RawJson("{\"object\":\"customer\",\"id\":\"" + CUSTOMER + "\",\"deleted\":" + deleted + "}"));
    }

    private static CardChanged card(boolean deleted) {
        return new CardChanged(
                CARD,
                CUSTOMER,
                3,
                new RawJson("{\"object\":\"card\",\"id\":\"" + CARD + "\",\"deleted\":" + deleted + "}"));
    }

    private static AccountChanged account(Optional<String> webhookUri, Optional<Instant> keyExpiresAt) {
        return new AccountChanged(
                ACCOUNT,
                false,
                "TH",
                "THB",
                "owner@merchant.example",
                List.of("THB", "USD"),
                true,
                webhookUri.isPresent(),
                webhookUri,
                "2019-05-29",
                List.of(new AccountChanged.Key("0f".repeat(32), AccountChanged.KeyKind.SECRET, keyExpiresAt)),
                TIME,
                webhookUri.map(uri -> "Siam Books"),
                webhookUri.map(uri -> "#b45309"));
    }

    private static SourceCreated source(Optional<Instant> expiresAt) {
        boolean whole = expiresAt.isPresent();
        return new SourceCreated(
                SOURCE,
                ACCOUNT,
                false,
                "installment_kbank",
                "redirect",
                500_000,
                "THB",
                new Pricing(new BigDecimal("3.65"), new BigDecimal("7"), new BigDecimal("0.65"), 4, true),
                List.of("payment_rejected"),
                604_800,
                false,
                whole ? Optional.of(new ExpiryBounds(30, 43_200)) : Optional.empty(),
                true,
                false,
                expiresAt,
                whole ? Optional.of("none") : Optional.empty(),
                new RawJson("{\"object\":\"source\",\"id\":\"" + SOURCE + "\"}"));
    }

    private static TokenCreated token(Optional<CardFailure> testFailure) {
        return new TokenCreated(
                TOKEN,
                ACCOUNT,
                false,
                CARD,
                "Visa",
                true,
                testFailure,
                TIME,
                new RawJson("{\"object\":\"card\",\"id\":\"" + CARD + "\"}"));
    }

    private static ChargeChanged charge(String status, Optional<String> sourceId) {
        return new ChargeChanged(
                CHARGE,
                sourceId,
                sourceId.map(paidWith -> TOKEN),
                status,
                400_000,
                "THB",
                List.of("https://merchant.example/extra"),
                3,
                new RawJson("{\"object\":\"charge\",\"id\":\"" + CHARGE + "\",\"status\":\"" + status + "\"}"));
    }
}
