package io.satang.charge.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import org.junit.jupiter.api.Test;

class BillReferencesTest {
    private final Charge charge = SampleCharges.pending(SampleSources.bill().build());

    @Test
    void the_numbers_of_a_charge_are_always_the_same() {
        assertThat(BillReferences.of(charge)).isEqualTo(BillReferences.of(charge));
    }

    @Test
    void the_barcode_says_payee_numbers_and_amount() {
        BillReferences bill = BillReferences.of(charge);

        assertThat(bill.barcodeText(charge.amount()).split("\r", -1))
                .containsExactly("|000000000000000", bill.number1(), bill.number2(), "50000");
    }
}
