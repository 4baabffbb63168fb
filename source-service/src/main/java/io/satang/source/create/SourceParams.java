package io.satang.source.create;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads a request for a source out of its parameters (reference omise-api §8.7). What cannot be read is a fault among others. */
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

    private final Params params;
    private final Map<String, String> unreadable = new LinkedHashMap<>();

    private SourceParams(Params params) {
        this.params = params;
    }

    /**
     * Reads everything that a source may say.
     *
     * @param params   what was sent
     * @param callerIp where it came from, when that is the payer's own device
     */
    static SourceRequest read(Params params, Optional<String> callerIp) {
        return new SourceParams(params).request(callerIp);
    }

    private SourceRequest request(Optional<String> callerIp) {
        return new SourceRequest(
                text("type"),
                number("amount"),
                text("currency"),
                texts(callerIp),
                address("billing"),
                address("shipping"),
                read(
                        "items",
                        List.of(),
                        () -> params.objects("items").stream()
                                .map(SourceParams::item)
                                .toList()),
                installmentTerm(),
                read("zero_interest_installments", Optional.empty(), () -> params.bool("zero_interest_installments")),
                // What is read last: the others have said by now what they could not read.
                unreadable);
    }

    private Optional<String> text(String name) {
        return read(name, Optional.empty(), () -> params.text(name));
    }

    private OptionalLong number(String name) {
        return read(name, OptionalLong.empty(), () -> params.integer(name));
    }

    private Map<String, String> texts(Optional<String> callerIp) {
        Map<String, String> texts = new HashMap<>();
        callerIp.ifPresent(ip -> texts.put("ip", ip));
        PLAIN.forEach(name -> text(name).ifPresent(text -> texts.put(name, text)));
        read(
                        QR_SETTINGS,
                        Optional.<String>empty(),
                        () -> params.object(QR_SETTINGS).text(IMAGE_TYPE))
                .ifPresent(text -> texts.put(QR_SETTINGS + "[" + IMAGE_TYPE + "]", text));
        return texts;
    }

    // omise-java sends 0 for every number that was not set.
    private OptionalLong installmentTerm() {
        OptionalLong months = number("installment_term");
        return months.isPresent() && months.getAsLong() == 0 ? OptionalLong.empty() : months;
    }

    // omise-go sends addresses whose every part is empty when there is none.
    private Optional<Address> address(String name) {
        return read(
                name,
                Optional.empty(),
                () -> Optional.of(address(params.object(name)))
                        .filter(some -> some.parts().findAny().isPresent()));
    }

    private <T> T read(String name, T otherwise, Supplier<T> parameter) {
        try {
            return parameter.get();
        } catch (ApiException e) {
            unreadable.put(name, e.error().message());
            return otherwise;
        }
    }

    private static Address address(Params params) {
        return new Address(
                params.text("city"),
                params.text("country"),
                params.text("postal_code"),
                params.text("state"),
                params.text("street1"),
                params.text("street2"));
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
