package io.satang.charge.create;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.customer.CustomerCards.ChargeableCard;
import io.satang.charge.decision.CardTerms;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeTerms;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.charge.decision.Instructions;
import io.satang.charge.decision.Instrument;
import io.satang.charge.decision.Instrument.ByCard;
import io.satang.charge.decision.Instrument.ByCustomer;
import io.satang.charge.decision.OfferUse;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.PaymentCard;
import io.satang.events.AccountChanged;
import io.satang.events.CardFailure;
import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.events.TokenCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardOfferId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.PayPageId;
import io.satang.platform.id.TokenId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a card may be charged as a request says, and the charge that it becomes, whose provider has still to be asked. */
final class CardChargeFactory {
    private static final int TOKEN_BYTES = 8;
    private static final String TEST_OFFERS = "cdof_test_";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How long money is waited for, and held (reference omise-api §9.2). */
    private static final Duration LIFETIME = Duration.ofDays(7);

    private static final Duration HOLD_IN_JAPAN = Duration.ofDays(30);

    // What is published of cards is of Thailand (§14); there is nothing for other countries, so theirs cost the same.
    private static final Pricing PRICING =
            new Pricing(new BigDecimal("3.65"), new BigDecimal("7.0"), BigDecimal.ZERO, 0, false);

    private static final List<String> FAILURE_CODES = List.of(
            "insufficient_fund",
            "stolen_or_lost_card",
            "failed_processing",
            "payment_rejected",
            "failed_fraud_check",
            "invalid_account_number",
            "invalid_security_code",
            "expired_card");

    private final Ids ids;

    CardChargeFactory(Ids ids) {
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * Whether the request may be paid by card, before a token is taken for it.
     *
     * @throws ApiException {@code invalid_charge} for amount and currency, {@code not_found} for what cannot be the id of an offer's link,
     *     {@code bad_request} for the rest
     */
    void require(AccountChanged account, ChargeRequest request, CardChoice choice) {
        CardLimits.require(account, request.amount());
        if (request.expiresAt().isPresent()) {
            throw ApiException.badRequest("expires_at cannot be set for card");
        }
        if (choice.asksPayer(account) && request.returnUri().isEmpty()) {
            throw ApiException.badRequest("return uri cannot be blank");
        }
        choice.cardOffer().ifPresent(text -> requireOffer(account, request, text));
    }

    /** What else is wrong with it only the offers-service knows: then the charge fails. */
    private static void requireOffer(AccountChanged account, ChargeRequest request, String text) {
        if (CardOfferId.parse(text).isEmpty() || text.startsWith(TEST_OFFERS) == account.livemode()) {
            throw ApiException.notFound("card offer", text);
        }
        if (!request.amount().isPositive()) {
            throw ApiException.badRequest("card_offer cannot be redeemed by a charge of nothing");
        }
    }

    /**
     * The only charge that a token can become. That its id follows from the token's lets whoever repeats a request find the token taken by
     * the same charge, also when the first time ended between taking it and storing the charge.
     */
    static ChargeId chargeOf(TokenId token, boolean livemode) {
        return new ChargeId((livemode ? "chrg_" : "chrg_test_") + Ids.body(token.value()));
    }

    /**
     * A card that is to be charged.
     *
     * @param charge      the charge that it becomes
     * @param instrument  what that is paid with
     * @param object      the card as merchants see it
     * @param brand       as cards have it, for instance {@code Visa}
     * @param testFailure what the test card does instead of paying
     */
    record CardToCharge(
            ChargeId charge, Instrument instrument, RawJson object, String brand, Optional<CardFailure> testFailure) {

        private Optional<ByCustomer> owner() {
            return instrument instanceof ByCustomer owner ? Optional.of(owner) : Optional.empty();
        }

        /** By what its merchant recognises it; one that has none is recognised by no offer. */
        private String fingerprint() {
            try {
                return MAPPER.readTree(object.text()).path("fingerprint").asText("none");
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a card is a JSON object", e);
            }
        }
    }

    /** The card of a token that {@link #chargeOf} has taken. */
    CardToCharge ofToken(TokenCreated token) {
        TokenId tokenId = new TokenId(token.tokenId());
        return new CardToCharge(
                chargeOf(tokenId, token.livemode()),
                new ByCard(tokenId),
                token.card(),
                token.brand(),
                token.testFailure());
    }

    /** The card of a customer, which may be charged as often as its merchant likes. */
    CardToCharge ofCustomer(ChargeableCard card) {
        return new CardToCharge(
                ChargeId.next(ids, card.livemode()),
                new ByCustomer(card.customer(), card.card()),
                card.object(),
                card.brand(),
                card.testFailure());
    }

    /** The charge, of a request that {@link #require} has let pass. */
    Charge create(AccountChanged account, ChargeRequest request, CardChoice choice, CardToCharge card, Instant now) {
        boolean livemode = account.livemode();
        Optional<OfferUse> offer = choice.cardOffer().map(id -> new OfferUse(new CardOfferId(id), card.fingerprint()));
        return new Charge(
                card.charge(),
                new AccountId(account.accountId()),
                livemode,
                1,
                request.amount(),
                card.instrument(),
                PayPageId.nextOfCard(ids, livemode),
                now,
                now.plus(lifetime(account, choice)),
                request.description(),
                request.metadata(),
                terms(account, request, choice, card, offer),
                Optional.empty(),
                offer.isPresent()
                        ? new Reserving(OperationId.reserve(card.charge()))
                        : new Authorizing(OperationId.authorize(card.charge())));
    }

    private static Duration lifetime(AccountChanged account, CardChoice choice) {
        return !choice.capture() && account.country().equals("JP") ? HOLD_IN_JAPAN : LIFETIME;
    }

    private ChargeTerms terms(
            AccountChanged account,
            ChargeRequest request,
            CardChoice choice,
            CardToCharge card,
            Optional<OfferUse> offer) {
        return new ChargeTerms(
                "card",
                choice.asksPayer(account) ? Flow.REDIRECT : Flow.DIRECT,
                Instructions.NONE,
                Optional.empty(),
                FAILURE_CODES,
                true,
                true,
                PRICING,
                request.zeroInterest().orElse(account.zeroInterestInstallments()),
                // No exchange rates yet: a charge is funded in its own currency.
                request.amount().currency(),
                account.email(),
                request.returnUri(),
                request.ip(),
                request.webhookEndpoints(),
                ids.next("docu", account.livemode()),
                ids.secret(TOKEN_BYTES),
                request.platformFee(),
                choice.capture(),
                request.statementDescriptor(),
                Optional.of(new CardTerms(
                        card.owner(),
                        card.object(),
                        card.brand(),
                        choice.authorizationType(),
                        choice.recurrence(),
                        new PaymentCard(choice.asksPayer(account), card.testFailure()),
                        offer)));
    }
}
