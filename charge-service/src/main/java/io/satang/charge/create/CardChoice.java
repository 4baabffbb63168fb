package io.satang.charge.create;

import io.satang.charge.decision.AuthorizationType;
import io.satang.charge.decision.CardTerms.Recurrence;
import io.satang.events.AccountChanged;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.id.ChargeId;
import io.satang.platform.params.Params;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * That a request for a charge is to be paid by card, and what it says of that (reference omise-api §8.8).
 *
 * @param card              whose card it is
 * @param capture           whether the money is taken at once; else it is held
 * @param authorizationType what the merchant wants to do with held money
 * @param authentication    how the payer is to be authenticated, if the request says so
 * @param recurrence        how the charge belongs to others
 * @param cardOffer         what the payer redeems, as the merchant has written it
 */
record CardChoice(
        NamedCard card,
        boolean capture,
        Optional<AuthorizationType> authorizationType,
        Optional<Authentication> authentication,
        Recurrence recurrence,
        Optional<String> cardOffer)
        implements PaymentChoice {

    private static final NamedCard NOTHING = new NamedCard.OfToken("");
    private static final String BY_MERCHANT = "MIT";
    private static final Set<String> INDICATORS = Set.of(BY_MERCHANT, "CIT");
    private static final Set<String> REASONS = Set.of(
            "unscheduled",
            "standing_order",
            "subscription",
            "installment",
            "partial_shipment",
            "delayed_charge",
            "no_show",
            "resubmission");

    CardChoice {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(authorizationType, "authorizationType");
        Objects.requireNonNull(authentication, "authentication");
        Objects.requireNonNull(recurrence, "recurrence");
        Objects.requireNonNull(cardOffer, "cardOffer");
    }

    /** A card as a merchant names it, by ids as they were written. */
    sealed interface NamedCard {
        /** That of a token, {@code card=tokn_…}. */
        record OfToken(String tokenId) implements NamedCard {}

        /** That of a customer, {@code customer=cust_…}: the default one, or {@code card=card_…}. */
        record OfCustomer(String customerId, Optional<String> cardId) implements NamedCard {}
    }

    /** Whether a request is to be paid by card. */
    static boolean isMadeBy(Params params) {
        return params.has("card") || params.has("customer");
    }

    /**
     * Whether a request may be for nothing: with a passkey a card can be looked at without being charged (reference omise-api §8.8).
     */
    static boolean mayBeOfNothing(Params params) {
        return isMadeBy(params)
                && !params.has("source")
                && !params.isObject("authentication")
                && params.text("authentication")
                        .flatMap(Authentication::of)
                        .equals(Optional.of(Authentication.PASSKEY));
    }

    static CardChoice read(Params params, RequestFaults faults) {
        boolean capture = faults.read(true, () -> params.bool("capture").orElse(true));
        return new CardChoice(
                faults.read(NOTHING, () -> card(params)),
                capture,
                faults.read(Optional.empty(), () -> authorizationType(params, capture)),
                faults.read(Optional.empty(), () -> authentication(params)),
                new Recurrence(
                        faults.read(Optional.empty(), () -> firstCharge(params)),
                        faults.read(Optional.empty(), () -> oneOf(params, "recurring_reason", REASONS)),
                        faults.read(Optional.empty(), () -> oneOf(params, "transaction_indicator", INDICATORS))),
                faults.read(Optional.empty(), () -> params.text("card_offer")));
    }

    /**
     * Whether the payer has to be authenticated before there is money: where the request says so, and with an account that demands it, unless
     * the payer cannot be there. A token has just been made of what its payer has typed; a customer's card is also charged without anybody.
     */
    boolean asksPayer(AccountChanged account) {
        return authentication.isPresent() || (account.authenticationRequired() && !isWithoutPayer());
    }

    private boolean isWithoutPayer() {
        boolean byMerchant = recurrence
                .indicator()
                .map(BY_MERCHANT::equals)
                .orElse(recurrence.firstCharge().isPresent());
        return switch (card) {
            case NamedCard.OfToken token -> false;
            case NamedCard.OfCustomer customer -> byMerchant;
        };
    }

    /** A card itself has no business here; nothing of it is repeated. */
    private static NamedCard card(Params params) {
        if (params.isObject("card")) {
            throw ApiException.of(
                    400,
                    "invalid_card_token",
                    "card must be the id of a token, as cards are taken by POST /tokens only");
        }
        Optional<String> card = params.text("card");
        return params.text("customer")
                .<NamedCard>map(customer -> new NamedCard.OfCustomer(customer, card))
                .orElseGet(() -> new NamedCard.OfToken(card.orElse("")));
    }

    private static Optional<Authentication> authentication(Params params) {
        Optional<String> name = params.text("authentication");
        Optional<Authentication> authentication = name.flatMap(Authentication::of);
        if (name.isPresent() && authentication.isEmpty()) {
            throw ApiException.badRequest("authentication is invalid");
        }
        return authentication;
    }

    private static Optional<AuthorizationType> authorizationType(Params params, boolean capture) {
        Optional<String> name = params.text("authorization_type");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        AuthorizationType type = name.flatMap(AuthorizationType::of)
                .orElseThrow(() -> ApiException.badRequest("authorization_type is invalid"));
        if (capture && type == AuthorizationType.PRE_AUTH) {
            throw ApiException.badRequest("authorization_type can be pre_auth only when capture is false");
        }
        return Optional.of(type);
    }

    private static Optional<String> firstCharge(Params params) {
        Optional<String> first = params.text("first_charge");
        if (first.flatMap(ChargeId::parse).isEmpty() && first.isPresent()) {
            throw ApiException.badRequest("first_charge is invalid");
        }
        return first;
    }

    private static Optional<String> oneOf(Params params, String name, Set<String> values) {
        Optional<String> value = params.text(name);
        if (!values.containsAll(value.stream().toList())) {
            throw ApiException.badRequest(name + " is invalid");
        }
        return value;
    }
}
