package io.satang.charge.provider.simulator.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.decision.CardTerms;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.Discount;
import io.satang.charge.view.BillReferences;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to say of a payment beside its amount, a line each. */
final class PaymentDetails {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PaymentDetails() {}

    /**
     * One of them.
     *
     * @param label what it is
     * @param text  what it says
     */
    record Line(String label, String text) {}

    /** How it is paid, in how many parts, with which discount, and the numbers that a counter asks for. */
    static List<Line> of(Charge charge, Words words) {
        return Stream.of(
                        Stream.of(new Line(words.text("label.method"), method(charge, words))),
                        InstallmentLine.of(charge.amount(), charge.terms().pricing(), words)
                                .map(line -> new Line(words.text("label.installments"), line))
                                .stream(),
                        discount(charge, words),
                        references(charge, words))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String method(Charge charge, Words words) {
        return charge.terms()
                .card()
                .map(PaymentDetails::card)
                .orElseGet(() -> MethodName.of(charge.terms().sourceType(), words));
    }

    private static String card(CardTerms card) {
        try {
            return card.brand() + " •••• "
                    + MAPPER.readTree(card.card().text()).path("last_digits").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is a JSON object", e);
        }
    }

    private static Stream<Line> discount(Charge charge, Words words) {
        Optional<Discount> discount = charge.discount();
        return discount.stream()
                .flatMap(given -> Stream.of(
                        new Line(words.text("label.full_price"), AmountText.of(charge.originalAmount())),
                        new Line(words.text("label.discount"), "−" + AmountText.of(given.amount()))));
    }

    private static Stream<Line> references(Charge charge, Words words) {
        BillReferences bill = BillReferences.of(charge);
        return switch (charge.terms().instructions()) {
            case BILL -> numbers(bill, words);
            case PAYMENT_CODE ->
                Stream.concat(
                        Stream.of(new Line(words.text("label.payment_code"), bill.paymentCode())),
                        numbers(bill, words));
            case QR_CODE, NONE -> Stream.of();
        };
    }

    private static Stream<Line> numbers(BillReferences bill, Words words) {
        return Stream.of(
                new Line(words.text("label.reference_1"), bill.number1()),
                new Line(words.text("label.reference_2"), bill.number2()));
    }
}
