package io.satang.platform.recording;

import io.satang.platform.id.IdShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which fields of requests and answers merchants see again, and what may stand in them: what is not listed here, or stands where something
 * else belongs, is left out. Names of persons, addresses, free text, secrets and cards have no place in any of these shapes.
 */
enum ShownField {
    /** A word of the API's own, such as a status, a type or a currency. */
    WORD(
            "[A-Za-z][A-Za-z0-9_.]{0,39}",
            List.of(
                    "object",
                    "status",
                    "state",
                    "type",
                    "flow",
                    "kind",
                    "code",
                    "currency",
                    "funding_currency",
                    "failure_code",
                    "charge_status",
                    "authorization_type",
                    "authentication",
                    "platform_type",
                    "capture_mode",
                    "void",
                    "absorption_type",
                    "recurring_reason",
                    "transaction_indicator",
                    "order",
                    "brand",
                    "financing",
                    "ordering",
                    "delivery",
                    "action",
                    "outcome",
                    "behaviour",
                    "period",
                    "format",
                    "lang",
                    "expand")),
    /** An amount in subunits, a number of things or seconds, a percentage. */
    NUMBER(
            "-?[0-9]{1,11}(\\.[0-9]{1,6})?",
            List.of(
                    "amount",
                    "net",
                    "fee",
                    "fee_vat",
                    "interest",
                    "interest_vat",
                    "original_amount",
                    "funding_amount",
                    "authorized_amount",
                    "captured_amount",
                    "capture_amount",
                    "refunded_amount",
                    "installment_term",
                    "limit",
                    "offset",
                    "total",
                    "quantity",
                    "overlap",
                    "lease",
                    "rate",
                    "rate_limit",
                    "percent",
                    "fixed",
                    "min_spend",
                    "max_spend",
                    "max_amount",
                    "attempts",
                    "vat_rate")),
    /** Yes or no. */
    FLAG(
            "true|false|0|1|yes|no|on|off",
            List.of(
                    "livemode",
                    "deleted",
                    "paid",
                    "capture",
                    "authorized",
                    "capturable",
                    "disputable",
                    "refundable",
                    "partially_refundable",
                    "reversed",
                    "reversible",
                    "voided",
                    "expired",
                    "used",
                    "active",
                    "authentication_required",
                    "security_code_check",
                    "zero_interest_installments",
                    "undelivered")),
    /** A time or a date. */
    TIME(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{5,18}(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
            List.of(
                    "created_at",
                    "updated_at",
                    "authorized_at",
                    "paid_at",
                    "reversed_at",
                    "expires_at",
                    "expired_at",
                    "starts_at",
                    "ends_at",
                    "linked_at",
                    "unlinked_at",
                    "others_expire_at",
                    "since",
                    "from",
                    "to")),
    /** What names an object of ours; or the object itself, whose fields are looked at in the same way. */
    OBJECT(
            IdShape.OF_OURS,
            List.of(
                    "id",
                    "charge",
                    "source",
                    "token",
                    "card",
                    "customer",
                    "default_card",
                    "refund",
                    "refunds",
                    "transaction",
                    "offer",
                    "person",
                    "redemption",
                    "card_offer",
                    "dispute",
                    "event",
                    "endpoint",
                    "data",
                    "cards",
                    "next",
                    "after",
                    "discount",
                    "discounts",
                    "retries",
                    "reward",
                    "budget")),
    /** What is said to have been there, and never shown. */
    HIDDEN(
            "(?!)",
            List.of(
                    "description",
                    "metadata",
                    "name",
                    "email",
                    "phone_number",
                    "mobile_number",
                    "number",
                    "security_code",
                    "expiration_month",
                    "expiration_year",
                    "street1",
                    "street2",
                    "city",
                    "postal_code",
                    "country",
                    "billing",
                    "shipping",
                    "ip",
                    "items",
                    "barcode",
                    "return_uri",
                    "webhook_uri",
                    "webhook_endpoints",
                    "uri",
                    "headers",
                    "secret",
                    "key"));

    private static final Map<String, ShownField> BY_NAME = byName();

    private final Pattern shape;

    // Made by List.of, which the checker cannot see in the type.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> names;

    ShownField(String shape, List<String> names) {
        this.shape = Pattern.compile(shape);
        this.names = names;
    }

    /** The field of this name; empty when it is none that is shown. */
    static Optional<ShownField> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether this may stand in it. */
    boolean allows(String text) {
        return shape.matcher(text).matches() && !CardDigits.mayBeIn(text);
    }

    private static Map<String, ShownField> byName() {
        Map<String, ShownField> fields = new HashMap<>();
        Arrays.stream(values()).forEach(field -> field.names.forEach(name -> fields.put(name, field)));
        return Map.copyOf(fields);
    }
}
