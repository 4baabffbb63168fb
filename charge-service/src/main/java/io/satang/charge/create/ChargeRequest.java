package io.satang.charge.create;

import io.satang.charge.create.PaymentChoice.SourceChoice;
import io.satang.charge.decision.PlatformFee;
import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.params.Params;
import io.satang.platform.uri.ReturnUri;
import io.satang.platform.uri.WebhookUriRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code POST /charges} asks for, in the right types (reference omise-api §8.8); whether it fits the source is {@link ChargeFactory}'s to
 * say. {@code capture=false} is ignored for sources, as some clients always send it (§3, row 16).
 *
 * @param amount           what to ask of the payer
 * @param payment          what to pay it with
 * @param returnUri        where the payer goes afterwards
 * @param description      the merchant's words
 * @param metadata         the merchant's data
 * @param ip               the payer's address
 * @param expiresAt        until when it may be paid
 * @param zeroInterest     whether the merchant absorbs interest
 * @param webhookEndpoints where this charge's events go too
 * @param platformFee      what a platform asks of its merchant
 * @param statementDescriptor what the payer's statement is to say
 */
record ChargeRequest(
        Money amount,
        PaymentChoice payment,
        Optional<String> returnUri,
        Optional<String> description,
        RawJson metadata,
        Optional<String> ip,
        Optional<Instant> expiresAt,
        Optional<Boolean> zeroInterest,
        List<String> webhookEndpoints,
        PlatformFee platformFee,
        Optional<String> statementDescriptor) {

    private static final int DESCRIPTION_CHARS_MAX = 2_048;
    private static final int IP_CHARS_MAX = 45;
    private static final int METADATA_CHARS_MAX = 32_768;
    private static final int WEBHOOK_ENDPOINTS_MAX = 2;
    private static final PaymentChoice NO_SOURCE = new SourceChoice.Existing("");
    private static final RawJson NO_METADATA = new RawJson("{}");
    private static final int STATEMENT_DESCRIPTOR_CHARS_MAX = 255;
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final String ZERO_INTEREST = "zero_interest_installments";

    /**
     * Reads the request.
     *
     * @throws ApiException for all that is wrong with it: {@code invalid_charge} when amount, currency or source are, {@code bad_request}
     *                      for the rest
     */
    static ChargeRequest from(Params params, WebhookUriRule webhookUris) {
        RequestFaults faults = new RequestFaults();
        // The currency is judged before the amount, and is named first.
        Currency currency = faults.read(Currency.THB, () -> currency(params));
        long subunits = faults.read(0L, () -> subunits(params));
        ChargeRequest request = new ChargeRequest(
                new Money(subunits, currency),
                payment(params, faults),
                faults.read(Optional.empty(), () -> params.text("return_uri").map(ChargeRequest::returnUri)),
                faults.read(Optional.empty(), () -> params.text("description", DESCRIPTION_CHARS_MAX)),
                faults.read(NO_METADATA, () -> params.metadata(METADATA_CHARS_MAX)),
                faults.read(Optional.empty(), () -> params.text("ip", IP_CHARS_MAX)),
                faults.read(Optional.empty(), () -> expiresAt(params)),
                faults.read(Optional.empty(), () -> params.bool(ZERO_INTEREST)),
                faults.read(List.of(), () -> webhookEndpoints(params, webhookUris)),
                faults.read(PlatformFee.NONE, () -> platformFee(params.object("platform_fee"))),
                faults.read(
                        Optional.empty(), () -> params.text("statement_descriptor", STATEMENT_DESCRIPTOR_CHARS_MAX)));
        faults.refuse();
        return request;
    }

    /**
     * A nested source is of the charge's amount and currency, and takes the charge's word on who absorbs interest unless it has its own.
     *
     * @throws ApiException {@code invalid_charge} when it names another amount or currency
     */
    Params completed(Params nested) {
        requireMatch(
                nested.integer("amount").orElse(amount.subunits()),
                nested.text("currency")
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .orElse(amount.currency().name()));
        Params priced = nested.with("amount", Long.toString(amount.subunits()))
                .with("currency", amount.currency().name());
        return zeroInterest.isPresent() && !nested.has(ZERO_INTEREST)
                ? priced.with(ZERO_INTEREST, zeroInterest.get().toString())
                : priced;
    }

    /**
     * Whether the charge is of its source's amount and currency.
     *
     * @throws ApiException {@code invalid_charge} when it is not
     */
    void requireMatch(long sourceAmount, String sourceCurrency) {
        if (amount.subunits() != sourceAmount) {
            throw ApiException.invalidCharge("amount must match the amount of the source");
        }
        if (!amount.currency().name().equals(sourceCurrency)) {
            throw ApiException.invalidCharge("currency must match the currency of the source");
        }
    }

    private static List<String> webhookEndpoints(Params params, WebhookUriRule webhookUris) {
        List<String> endpoints = params.texts("webhook_endpoints").stream()
                .map(text -> webhookUris.check("webhook_endpoint", text))
                .toList();
        if (endpoints.size() > WEBHOOK_ENDPOINTS_MAX) {
            throw ApiException.badRequest("webhook_endpoints can have at most " + WEBHOOK_ENDPOINTS_MAX + " entries");
        }
        return endpoints;
    }

    private static long subunits(Params params) {
        OptionalLong amount;
        try {
            amount = params.integer("amount");
        } catch (ApiException e) {
            throw ApiException.invalidCharge(e.error().message());
        }
        long value = amount.orElseThrow(() -> ApiException.invalidCharge("amount cannot be blank"));
        long least = CardChoice.mayBeOfNothing(params) ? 0 : 1;
        if (value < least) {
            throw ApiException.invalidCharge("amount must be greater than or equal to " + least);
        }
        return value;
    }

    // As exact as the row will be, so that a charge equals what is read of it.
    private static Optional<Instant> expiresAt(Params params) {
        return params.instant("expires_at").map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }

    private static PlatformFee platformFee(Params fee) {
        Optional<BigDecimal> percentage = fee.decimal("percentage");
        if (percentage
                .filter(part -> part.signum() < 0 || part.compareTo(ALL) > 0)
                .isPresent()) {
            throw ApiException.badRequest("percentage must be between 0 and 100");
        }
        return new PlatformFee(subunits(fee, "fixed"), subunits(fee, "amount"), percentage);
    }

    private static Optional<Long> subunits(Params params, String name) {
        OptionalLong value = params.integer(name);
        if (value.isPresent() && value.getAsLong() < 0) {
            throw ApiException.badRequest(name + " must be greater than or equal to 0");
        }
        return value.stream().boxed().findFirst();
    }

    private static Currency currency(Params params) {
        String text = params.text("currency").orElseThrow(() -> ApiException.invalidCharge("currency cannot be blank"));
        return Currency.parse(text)
                .orElseThrow(() -> ApiException.invalidCharge("currency is currently not supported"));
    }

    private static PaymentChoice payment(Params params, RequestFaults faults) {
        if (!params.has("source") && CardChoice.isMadeBy(params)) {
            return CardChoice.read(params, faults);
        }
        if (params.has("card_offer")) {
            faults.read("", () -> {
                throw ApiException.badRequest("card_offer can be redeemed by charges by card only");
            });
        }
        return faults.read(NO_SOURCE, () -> source(params));
    }

    private static SourceChoice source(Params params) {
        if (params.isObject("source")) {
            Params nested = params.object("source");
            // Some clients send back the whole source that they were given.
            return nested.text("id")
                    .<SourceChoice>map(SourceChoice.Existing::new)
                    .orElseGet(() -> new SourceChoice.Nested(nested));
        }
        return params.text("source")
                .map(SourceChoice.Existing::new)
                .orElseThrow(() -> ApiException.invalidCharge("source cannot be blank"));
    }

    // Shops may send payers back into an app, so any scheme with a name behind it will do, save those that run script.
    private static String returnUri(String text) {
        if (!ReturnUri.isValid(text)) {
            throw ApiException.badRequest("return uri is invalid");
        }
        return text;
    }
}
