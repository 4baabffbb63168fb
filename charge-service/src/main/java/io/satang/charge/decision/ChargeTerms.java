package io.satang.charge.decision;

import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.platform.money.Currency;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was agreed when the charge was made and never changes; {@code StoredTerms} keeps it.
 *
 * @param sourceType          payment method; {@code card} for cards
 * @param flow                how the payer pays
 * @param instructions        what the charge shows the payer
 * @param source              the source as merchants see it, when one pays
 * @param failureCodes        the failure codes that the method knows
 * @param refundable          whether it can be refunded once paid
 * @param partiallyRefundable whether in part
 * @param pricing             what it costs the merchant
 * @param zeroInterest        whether the merchant absorbs interest
 * @param fundingCurrency     what the charge is settled in
 * @param merchantName        whom the payer pays, as the pay page shows it
 * @param returnUri           where the payer goes afterwards
 * @param ip                  the payer's address, if the merchant told it
 * @param webhookEndpoints    where this charge's events go beside the account's endpoint
 * @param documentId          the QR document's id
 * @param downloadToken       what makes the document's address unguessable, 16 hex digits
 * @param platformFee         what a platform asks of its merchant
 * @param capture             whether the money is taken at once; else it is held until its merchant captures it
 * @param statementDescriptor what the payer's statement is to say
 * @param card                what was agreed of the card, when one pays
 */
public record ChargeTerms(
        String sourceType,
        Flow flow,
        Instructions instructions,
        Optional<RawJson> source,
        List<String> failureCodes,
        boolean refundable,
        boolean partiallyRefundable,
        Pricing pricing,
        boolean zeroInterest,
        Currency fundingCurrency,
        String merchantName,
        Optional<String> returnUri,
        Optional<String> ip,
        List<String> webhookEndpoints,
        String documentId,
        String downloadToken,
        PlatformFee platformFee,
        boolean capture,
        Optional<String> statementDescriptor,
        Optional<CardTerms> card) {

    public ChargeTerms {
        Objects.requireNonNull(sourceType, "sourceType");
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(instructions, "instructions");
        Objects.requireNonNull(pricing, "pricing");
        Objects.requireNonNull(platformFee, "platformFee");
        Objects.requireNonNull(statementDescriptor, "statementDescriptor");
        if (source.isPresent() == card.isPresent()) {
            throw new IllegalArgumentException("a charge is paid with a source or with a card");
        }
        failureCodes = List.copyOf(failureCodes);
        webhookEndpoints = List.copyOf(webhookEndpoints);
    }

    /** Whether a part of what is held may be taken, and the rest released (reference omise-api §9.2). */
    public boolean partiallyCapturable() {
        return card.flatMap(CardTerms::authorizationType).equals(Optional.of(AuthorizationType.PRE_AUTH))
                || card.isEmpty();
    }

    /** Whether the charge has an {@code authorize_uri}: to send the payer's browser to, or to show as a link. */
    public boolean hasAuthorizeUri() {
        return flow.redirects() || instructions == Instructions.PAYMENT_CODE;
    }

    /** How the payer pays (reference omise-api §12). */
    public enum Flow {
        /** At a page that the browser is sent to. */
        REDIRECT,
        /** In an app that the phone is sent to. */
        APP_REDIRECT,
        /** With a code that is scanned. */
        OFFLINE,
        /** With what is known already: nothing is asked of the payer. */
        DIRECT;

        /** The flow of this name, in letters of either case; empty when only a newer version knows it. */
        public static Optional<Flow> of(String name) {
            return Arrays.stream(values())
                    .filter(flow -> flow.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        /** Whether the payer is sent somewhere, and comes back. */
        public boolean redirects() {
            return switch (this) {
                case REDIRECT, APP_REDIRECT -> true;
                case OFFLINE, DIRECT -> false;
            };
        }
    }
}
