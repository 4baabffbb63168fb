package io.satang.charge.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import io.satang.charge.operation.HeldCharges;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators compare the provider's record and the charges with, see docs/operations.md. */
@QuarkusTest
class AuditTest {
    private static final Path AUDIT = Path.of("../deploy/postgres/audit.sql");

    @Inject
    HeldCharges charges;

    @Inject
    TestTokens tokens;

    @Inject
    TestRows rows;

    /** How a charge comes to its money. */
    enum Payment {
        HELD_BY_SOURCE,
        CAPTURED_BY_SOURCE,
        REVERSED_BY_SOURCE,
        REFUNDED_BY_SOURCE,
        HELD_BY_CARD,
        CAPTURED_IN_PART_BY_CARD,
        REVERSED_BY_CARD,
        TAKEN_BY_CARD,
        REFUNDED_BY_CARD
    }

    @ParameterizedTest
    @EnumSource
    void what_agrees_is_not_named(Payment payment) throws IOException {
        assertThat(named()).doesNotContain(made(payment));
    }

    /** How the provider's record may differ from what the charge says. */
    enum Difference {
        LOST("DELETE FROM simulator_entries"),
        MORE("UPDATE simulator_entries SET amount = amount + 1"),
        LESS("UPDATE simulator_entries SET amount = amount - 1"),
        IN_ANOTHER_CURRENCY("UPDATE simulator_entries SET currency = 'JPY'"),
        DECLINED("UPDATE simulator_entries SET failure_code = 'failed_processing'"),
        TAKEN("UPDATE simulator_entries SET kind = 'capture'"),
        GIVEN_UP(another("':void'", "'void'", "payment")),
        MADE_AGAIN(another("':again'", "kind", "operation_id || ':again'"));

        private final String change;

        Difference(String change) {
            this.change = change;
        }

        private static String another(String suffix, String kind, String payment) {
            return """
                   INSERT INTO simulator_entries (operation_id, charge_id, account_id, kind, payment, amount, currency)
                   SELECT operation_id || %s, charge_id, account_id, %s, %s, amount, currency
                   FROM simulator_entries""".formatted(suffix, kind, payment);
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "HELD_BY_SOURCE, authorize, MORE",
        "HELD_BY_SOURCE, authorize, IN_ANOTHER_CURRENCY",
        "HELD_BY_CARD, authorize, LOST",
        "HELD_BY_CARD, authorize, GIVEN_UP",
        "CAPTURED_BY_SOURCE, capture, LOST",
        "CAPTURED_BY_SOURCE, authorize, LOST",
        "CAPTURED_IN_PART_BY_CARD, capture, MORE",
        "CAPTURED_IN_PART_BY_CARD, authorize, GIVEN_UP",
        "REVERSED_BY_SOURCE, void, LOST",
        "REVERSED_BY_CARD, void, DECLINED",
        "REVERSED_BY_CARD, void, TAKEN",
        "TAKEN_BY_CARD, sale, LOST",
        "TAKEN_BY_CARD, sale, MADE_AGAIN",
        "TAKEN_BY_CARD, sale, GIVEN_UP",
        "REFUNDED_BY_SOURCE, refund, LESS",
        "REFUNDED_BY_CARD, refund, LOST",
    })
    void what_differs_in_any_kind_of_movement_is_named(Payment payment, String kind, Difference difference)
            throws IOException {
        String id = made(payment);

        rows.update(difference.change + " WHERE charge_id = ? AND kind = ?", id, kind);

        assertThat(named()).contains(id);
    }

    private String named() throws IOException {
        String audit = Files.readString(AUDIT).strip().replaceAll(";$", "");
        return rows.text("SELECT coalesce(string_agg(charge_id, ' '), '') FROM (" + audit + ") AS audit");
    }

    private String made(Payment payment) {
        return switch (payment) {
            case HELD_BY_SOURCE -> charges.held(Merchant.SATANG);
            case CAPTURED_BY_SOURCE -> after(charges.held(Merchant.SATANG), "capture", "");
            case REVERSED_BY_SOURCE -> after(charges.held(Merchant.SATANG), "reverse", "");
            case REFUNDED_BY_SOURCE -> after(made(Payment.CAPTURED_BY_SOURCE), "refunds", "amount=1200");
            case HELD_BY_CARD -> byCard("capture=false&authorization_type=pre_auth");
            case CAPTURED_IN_PART_BY_CARD -> after(made(Payment.HELD_BY_CARD), "capture", "capture_amount=30000");
            case REVERSED_BY_CARD -> after(made(Payment.HELD_BY_CARD), "reverse", "");
            case TAKEN_BY_CARD -> byCard("capture=true");
            case REFUNDED_BY_CARD -> after(made(Payment.TAKEN_BY_CARD), "refunds", "amount=1200");
        };
    }

    private String byCard(String form) {
        TokenCreated token = SampleTokens.paying();
        tokens.made(token);
        return Merchant.succeeded(
                        Merchant.SATANG.charge("amount=100000&currency=THB&" + form + "&card=" + token.tokenId()))
                .getString("id");
    }

    private static String after(String chargeId, String command, String form) {
        Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges/" + chargeId + "/" + command));
        return chargeId;
    }
}
