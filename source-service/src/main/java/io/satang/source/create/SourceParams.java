package io.satang.source.create;

import io.satang.platform.params.Params;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a request for a source out of its parameters (reference omise-api §8.7). */
final class SourceParams {
    private static final String QR_SETTINGS = "qr_settings";
    private static final String IMAGE_TYPE = "image_type";
    private static final List<String> PLAIN = List.of(
            "bank",
            "barcode",
            "email",
            "ip",
            "mobile_number",
            "name",
            "phone_number",
            "platform_type",
            "promotion_code",
            "store_id",
            "store_name",
            "supplier_id",
            "terminal_id");

    private SourceParams() {}

    /**
     * Reads everything that a source may say.
     *
     * @param params   what was sent
     * @param callerIp where it came from, when that is the payer's own device
     */
    static SourceRequest read(Params params, Optional<String> callerIp) {
        return new SourceRequest(
                params.text("type"),
                params.integer("amount"),
                params.text("currency"),
                texts(params, callerIp),
                address(params.object("billing"), params.has("billing")),
                address(params.object("shipping"), params.has("shipping")),
                params.objects("items").stream().map(SourceParams::item).toList(),
                installmentTerm(params),
                params.bool("zero_interest_installments"));
    }

    private static Map<String, String> texts(Params params, Optional<String> callerIp) {
        Map<String, String> texts = new HashMap<>();
        callerIp.ifPresent(ip -> texts.put("ip", ip));
        PLAIN.forEach(name -> params.text(name).ifPresent(text -> texts.put(name, text)));
        params.object(QR_SETTINGS)
                .text(IMAGE_TYPE)
                .ifPresent(text -> texts.put(QR_SETTINGS + "[" + IMAGE_TYPE + "]", text));
        return texts;
    }

    // omise-java sends 0 for every number that was not set.
    private static OptionalLong installmentTerm(Params params) {
        OptionalLong months = params.integer("installment_term");
        return months.isPresent() && months.getAsLong() == 0 ? OptionalLong.empty() : months;
    }

    // omise-go sends addresses whose every part is empty when there is none.
    private static Optional<Address> address(Params params, boolean given) {
        if (!given) {
            return Optional.empty();
        }
        Address address = new Address(
                params.text("city"),
                params.text("country"),
                params.text("postal_code"),
                params.text("state"),
                params.text("street1"),
                params.text("street2"));
        return Optional.of(address).filter(some -> some.parts().findAny().isPresent());
    }

    private static Item item(Params params) {
        return new Item(
                params.text("name"),
                number(params, "amount"),
                number(params, "quantity"),
                params.text("sku"),
                params.text("category"),
                params.text("brand"),
                params.text("item_uri"),
                params.text("image_uri"));
    }

    private static Optional<Long> number(Params params, String name) {
        OptionalLong number = params.integer(name);
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
}
