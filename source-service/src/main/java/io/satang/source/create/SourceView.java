package io.satang.source.create;

import io.satang.source.create.SourceDraft.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A source as merchants see it, its fields in the order of the reference (omise-api §8.7); what is not known is null. */
record SourceView(
        String object,
        String id,
        boolean livemode,
        String location,
        long amount,
        Optional<String> barcode,
        Optional<String> bank,
        Instant createdAt,
        String currency,
        Optional<String> email,
        String flow,
        Optional<Integer> installmentTerm,
        Optional<String> ip,
        Optional<String> absorptionType,
        Optional<String> name,
        Optional<String> mobileNumber,
        Optional<String> phoneNumber,
        Optional<String> platformType,
        Optional<String> scannableCode,
        Optional<QrSettings> qrSettings,
        Optional<Address> billing,
        Optional<Address> shipping,
        List<Item> items,
        Optional<String> references,
        Optional<String> providerReferences,
        Optional<String> storeId,
        Optional<String> storeName,
        Optional<String> terminalId,
        String type,
        Optional<Boolean> zeroInterestInstallments,
        String chargeStatus,
        Optional<Long> receiptAmount,
        List<String> discounts,
        Optional<String> promotionCode,
        Optional<String> supplierId) {

    record QrSettings(String imageType) {}

    /** The source before it is charged: nothing to scan, no status. */
    static SourceView of(String id, boolean livemode, SourceDraft draft) {
        return new SourceView(
                "source",
                id,
                livemode,
                "/sources/" + id,
                draft.amount(),
                draft.text("barcode"),
                draft.text("bank"),
                draft.createdAt(),
                draft.currency(),
                draft.text("email"),
                draft.method().flow().wireName(),
                draft.plan().map(Plan::months),
                draft.text("ip"),
                draft.plan().map(plan -> plan.merchantAbsorbs() ? "merchant" : "customer"),
                draft.text("name"),
                draft.text("mobile_number"),
                draft.text("phone_number"),
                draft.text("platform_type"),
                Optional.empty(),
                draft.text("qr_settings[image_type]").map(QrSettings::new),
                draft.billing(),
                draft.shipping(),
                draft.items(),
                Optional.empty(),
                Optional.empty(),
                draft.text("store_id"),
                draft.text("store_name"),
                draft.text("terminal_id"),
                draft.method().type(),
                draft.plan().map(Plan::merchantAbsorbs),
                "unknown",
                Optional.empty(),
                List.of(),
                draft.text("promotion_code"),
                draft.text("supplier_id"));
    }
}
