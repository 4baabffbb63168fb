package io.satang.console.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Methods;
import io.satang.console.page.Wording;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the account can be paid.
 *
 * @param limits       between which amounts, in words
 * @param merchantPays whether the merchant bears the interest of installments
 */
record MethodsView(List<Row> rows, String limits, boolean merchantPays) {
    /** A method. */
    record Row(String name, String code, String currencies, String terms, String banks) {}

    static MethodsView of(JsonNode capability, String currency, Wording wording) {
        JsonNode amounts = capability.path("limits").path("charge_amount");
        return new MethodsView(
                Body.items(capability.path("payment_methods")).stream()
                        .map(MethodsView::row)
                        .toList(),
                wording.in(MethodWords.class)
                        .charges(
                                wording.amount(amounts.path("min").asLong(), currency),
                                wording.amount(amounts.path("max").asLong(), currency)),
                capability.path("zero_interest_installments").asBoolean());
    }

    private static Row row(JsonNode method) {
        String code = method.path("name").asText();
        return new Row(
                Methods.name(code),
                code,
                texts(method.path("currencies")),
                texts(method.path("installment_terms")),
                Stream.concat(
                                Body.items(method.path("card_brands")).stream().map(JsonNode::asText),
                                Body.items(method.path("banks")).stream()
                                        .map(bank -> bank.path("name").asText()))
                        .collect(Collectors.joining(", ")));
    }

    private static String texts(JsonNode array) {
        return Body.items(array).stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}
