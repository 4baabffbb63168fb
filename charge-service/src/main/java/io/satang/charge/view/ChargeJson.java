package io.satang.charge.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.satang.charge.decision.AuthorizationType;
import io.satang.charge.decision.CardTerms;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeFlags;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.Fees;
import io.satang.charge.decision.OfferUse;
import io.satang.charge.decision.PlatformFee;
import io.satang.charge.decision.Refund;
import io.satang.events.RawJson;
import io.satang.events.Sizes;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.CustomerId;
import io.satang.platform.money.Money;
import io.satang.platform.size.ObjectSize;
import io.satang.platform.time.TimeFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A charge as merchants see it: the fields of reference omise-api §8.8 in its order, the flags of §9.1. It is written field by field, for it
 * is rendered several times per payment.
 */
public final class ChargeJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TEXT_CHARS = 4_096;

    private final String publicUrl;
    private final ChargedSource source;

    /** @param publicUrl what merchants and payers reach us by, without a slash at the end */
    public ChargeJson(String publicUrl) {
        this.publicUrl = Objects.requireNonNull(publicUrl, "publicUrl");
        this.source = new ChargedSource(publicUrl);
    }

    /** The charge object; {@code now} decides what may still be done with it. */
    public String render(Charge charge, Instant now) {
        return render(charge, Optional.empty(), now);
    }

    /** The same with the customer whose card pays as an object; with its id when there is no such customer any more. */
    public String renderExpanded(Charge charge, Optional<RawJson> customer, Instant now) {
        return render(charge, customer, now);
    }

    private String render(Charge charge, Optional<RawJson> customer, Instant now) {
        ChargedMoney money = ChargedMoney.of(charge);
        ChargeFlags flags = ChargeFlags.of(charge, now);
        StringWriter text = new StringWriter(TEXT_CHARS);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            identity(json, charge);
            money(json, charge, money);
            details(json, charge, customer, now);
            outcome(json, charge);
            times(json, charge, money, flags);
            flags(json, charge, flags);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The same, of a charge that its merchant has just made or described.
     *
     * @throws ApiException {@code bad_request} when it would be larger than anything behind us has room for
     */
    public String renderBounded(Charge charge, Instant now) {
        return ObjectSize.requireAtMost("charge", render(charge, now), Sizes.OBJECT_BYTES_MAX);
    }

    /** Where the payer pays; offline methods have it in their QR code. That of a card carries what recorded ones do (§10.2). */
    public String pageUrl(Charge charge) {
        String query = charge.terms().card().isPresent() ? "?acs=false" : "";
        return publicUrl + "/payments/" + charge.pageId() + "/authorize" + query;
    }

    private static void identity(JsonGenerator json, Charge charge) throws IOException {
        json.writeStringField("object", "charge");
        json.writeStringField("id", charge.id().value());
        json.writeStringField("location", "/charges/" + charge.id());
        json.writeNumberField("version", charge.version());
    }

    private static void money(JsonGenerator json, Charge charge, ChargedMoney money) throws IOException {
        Fees fees = charge.fees();
        amount(json, "amount", charge.amount());
        Optional<OfferUse> offer = charge.offer();
        if (offer.isPresent()) {
            DiscountJson.write(json, charge, offer.get());
        }
        text(
                json,
                "authorization_type",
                charge.terms().card().flatMap(CardTerms::authorizationType).map(AuthorizationType::wireName));
        amount(json, "authorized_amount", money.authorized());
        amount(json, "captured_amount", money.captured());
        json.writeNullField("acquirer_reference_number");
        amount(json, "net", fees.net());
        amount(json, "fee", fees.fee());
        amount(json, "fee_vat", fees.feeVat());
        amount(json, "interest", fees.interest());
        amount(json, "interest_vat", fees.interestVat());
        amount(json, "funding_amount", charge.base());
        amount(json, "refunded_amount", money.refunded());
        json.writeObjectFieldStart("transaction_fees");
        json.writeStringField("fee_flat", "0.0");
        json.writeStringField("fee_rate", rate(charge.terms().pricing().feeRate()));
        json.writeStringField("vat_rate", rate(charge.terms().pricing().vatRate()));
        json.writeEndObject();
        platformFee(json, charge.terms().platformFee());
        nulls(json, "unmanaged_payment", "three_ds_info");
        json.writeStringField("currency", charge.amount().currency().name());
        json.writeStringField(
                "funding_currency", charge.terms().fundingCurrency().name());
    }

    private static void platformFee(JsonGenerator json, PlatformFee fee) throws IOException {
        json.writeObjectFieldStart("platform_fee");
        number(json, "fixed", fee.fixed().map(BigDecimal::valueOf));
        number(json, "amount", fee.amount().map(BigDecimal::valueOf));
        number(json, "percentage", fee.percentage());
        json.writeEndObject();
    }

    private void details(JsonGenerator json, Charge charge, Optional<RawJson> customer, Instant now)
            throws IOException {
        text(json, "ip", charge.terms().ip());
        refunds(json, charge, now);
        nulls(json, "link");
        text(json, "description", charge.description());
        json.writeFieldName("metadata");
        json.writeRawValue(charge.metadata().text());
        json.writeArrayFieldStart("missing_3ds_fields");
        json.writeEndArray();
        raw(json, "card", charge.terms().card().map(terms -> terms.card().text()));
        Optional<RawJson> paying = charge.terms().source();
        raw(json, "source", paying.isPresent() ? Optional.of(source.render(charge, paying.get())) : Optional.empty());
        nulls(json, "schedule", "linked_account");
        customer(json, charge, customer);
        nulls(json, "dispute");
    }

    private static void customer(JsonGenerator json, Charge charge, Optional<RawJson> expanded) throws IOException {
        if (expanded.isPresent()) {
            raw(json, "customer", expanded.map(RawJson::text));
        } else {
            text(json, "customer", charge.customer().map(CustomerId::value));
        }
    }

    private static void refunds(JsonGenerator json, Charge charge, Instant now) throws IOException {
        json.writeObjectFieldStart("refunds");
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        List<Refund> refunds = charge.state() instanceof Successful paid ? paid.refunds() : List.of();
        for (Refund refund : refunds) {
            RefundJson.write(json, refund);
        }
        json.writeEndArray();
        json.writeNumberField("limit", 20);
        json.writeNumberField("offset", 0);
        json.writeNumberField("total", refunds.size());
        json.writeStringField("location", "/charges/" + charge.id() + "/refunds");
        json.writeStringField("order", "chronological");
        json.writeStringField("from", TimeFormat.iso(Instant.EPOCH));
        json.writeStringField("to", TimeFormat.iso(now));
        json.writeEndObject();
    }

    private void outcome(JsonGenerator json, Charge charge) throws IOException {
        Optional<FailureCode> failure =
                charge.state() instanceof Failed failed ? Optional.of(failed.code()) : Optional.empty();
        text(json, "transaction", of(charge, Successful.class, Successful::transactionId));
        text(json, "failure_code", failure.map(FailureCode::code));
        text(json, "failure_message", failure.map(FailureCode::message));
        nulls(json, "merchant_advice", "merchant_advice_code");
        json.writeStringField("status", charge.state().status());
        text(json, "authorize_uri", charge.terms().hasAuthorizeUri() ? Optional.of(pageUrl(charge)) : Optional.empty());
        text(json, "return_uri", charge.terms().returnUri());
    }

    private static void times(JsonGenerator json, Charge charge, ChargedMoney money, ChargeFlags flags)
            throws IOException {
        Optional<String> paidAt =
                of(charge, Successful.class, Successful::paidAt).map(TimeFormat::iso);
        json.writeStringField("created_at", TimeFormat.iso(charge.createdAt()));
        text(json, "paid_at", paidAt);
        text(json, "authorized_at", money.authorizedAt().map(TimeFormat::iso));
        json.writeStringField("expires_at", TimeFormat.iso(flags.expiredAt().orElse(charge.expiresAt())));
        text(json, "expired_at", flags.expiredAt().map(TimeFormat::iso));
        text(
                json,
                "reversed_at",
                of(charge, Reversed.class, Reversed::reversedAt).map(TimeFormat::iso));
    }

    private static void flags(JsonGenerator json, Charge charge, ChargeFlags flags) throws IOException {
        json.writeBooleanField("multi_capture", false);
        json.writeBooleanField("zero_interest_installments", charge.terms().zeroInterest());
        nulls(json, "merchant_name", "merchant_uid", "approval_code");
        text(json, "statement_descriptor", charge.terms().statementDescriptor());
        nulls(json, "branch", "terminal", "device");
        json.writeBooleanField("authorized", flags.authorized());
        json.writeBooleanField("capturable", flags.capturable());
        json.writeBooleanField("capture", charge.terms().capture());
        json.writeBooleanField("disputable", flags.disputable());
        json.writeBooleanField("livemode", charge.livemode());
        json.writeBooleanField("refundable", flags.refundable());
        json.writeBooleanField("partially_refundable", flags.partiallyRefundable());
        json.writeBooleanField("reversed", charge.state() instanceof Reversed);
        json.writeBooleanField("reversible", flags.capturable());
        json.writeBooleanField("voided", charge.state() instanceof Successful paid && paid.voided());
        json.writeBooleanField("paid", flags.paid());
        json.writeBooleanField("expired", flags.expired());
        json.writeBooleanField("can_perform_void", flags.voidable());
    }

    /** "3.65", "7.0": a string with at least one decimal (§14). */
    private static String rate(BigDecimal percent) {
        BigDecimal bare = percent.stripTrailingZeros();
        return (bare.scale() < 1 ? bare.setScale(1, RoundingMode.UNNECESSARY) : bare).toPlainString();
    }

    private static <S extends ChargeState, T> Optional<T> of(Charge charge, Class<S> state, Function<S, T> field) {
        return Optional.of(charge.state())
                .filter(state::isInstance)
                .map(state::cast)
                .map(field);
    }

    private static void amount(JsonGenerator json, String name, Money amount) throws IOException {
        json.writeNumberField(name, amount.subunits());
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private static void raw(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value.orElse("null"));
    }

    private static void number(JsonGenerator json, String name, Optional<BigDecimal> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private static void nulls(JsonGenerator json, String... names) throws IOException {
        for (String name : names) {
            json.writeNullField(name);
        }
    }
}
