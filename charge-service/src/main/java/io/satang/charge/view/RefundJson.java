package io.satang.charge.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.satang.charge.decision.Refund;
import io.satang.events.RawJson;
import io.satang.platform.id.Ids;
import io.satang.platform.time.TimeFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A refund as merchants see it: the fields of reference omise-api §8.9 in its order. */
public final class RefundJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TEXT_CHARS = 1_024;

    private RefundJson() {}

    /** The refund object. */
    public static String render(Refund refund) {
        return render(refund, Optional.empty());
    }

    /** The same with its charge as an object. */
    public static String renderExpanded(Refund refund, RawJson charge) {
        return render(refund, Optional.of(charge));
    }

    private static String render(Refund refund, Optional<RawJson> charge) {
        StringWriter text = new StringWriter(TEXT_CHARS);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, refund, charge);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static void write(JsonGenerator json, Refund refund) throws IOException {
        write(json, refund, Optional.empty());
    }

    private static void write(JsonGenerator json, Refund refund, Optional<RawJson> charge) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "refund");
        json.writeStringField("id", refund.id().value());
        json.writeStringField("location", "/charges/" + refund.charge() + "/refunds/" + refund.id());
        json.writeBooleanField("livemode", refund.livemode());
        json.writeBooleanField("voided", refund.voided());
        money(json, refund);
        json.writeFieldName("metadata");
        json.writeRawValue(refund.metadata().text());
        json.writeFieldName("charge");
        json.writeRawValue(charge.map(RawJson::text).orElse("\"" + refund.charge() + "\""));
        nulls(json, "capture", "terminal");
        transaction(json, refund);
        json.writeStringField("status", refund.status().text());
        funding(json, refund);
        json.writeStringField("created_at", TimeFormat.iso(refund.createdAt()));
        nulls(json, "acquirer_reference_number", "merchant_name", "merchant_uid", "approval_code");
        json.writeEndObject();
    }

    private static void money(JsonGenerator json, Refund refund) throws IOException {
        json.writeStringField("currency", refund.amount().currency().name());
        json.writeNumberField("amount", refund.amount().subunits());
    }

    /** A charge is funded in its own currency, and so is what is given back of it. */
    private static void funding(JsonGenerator json, Refund refund) throws IOException {
        json.writeNumberField("funding_amount", refund.amount().subunits());
        json.writeStringField("funding_currency", refund.amount().currency().name());
    }

    /** The ledger entry is named after the refund, and is there once money has moved. */
    private static void transaction(JsonGenerator json, Refund refund) throws IOException {
        if (refund.status() == Refund.Status.CLOSED) {
            String prefix = refund.livemode() ? "trxn_" : "trxn_test_";
            json.writeStringField("transaction", prefix + Ids.body(refund.id().value()));
        } else {
            json.writeNullField("transaction");
        }
    }

    private static void nulls(JsonGenerator json, String... names) throws IOException {
        for (String name : names) {
            json.writeNullField(name);
        }
    }
}
