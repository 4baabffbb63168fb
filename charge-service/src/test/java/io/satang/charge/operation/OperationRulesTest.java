package io.satang.charge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.SampleCardCharges;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When somebody is asked again who has said nothing. */
class OperationRulesTest {
    private static final Charge CHARGE = SampleCardCharges.reserving(true, false);

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "3, 7, 8", "5, 20, 32", "5, 46, 14", "6, 59, 1", "7, 75, 1"})
    void a_discount_is_asked_for_again_no_later_than_it_is_given_up(int attempts, long ageSeconds, long waitSeconds) {
        ProviderOperation discount =
                ProviderOperation.reserve(CHARGE, CHARGE.offer().orElseThrow());

        assertThat(OperationRules.retryAfter(discount, attempts, Duration.ofSeconds(ageSeconds)))
                .isEqualTo(Duration.ofSeconds(waitSeconds));
    }

    @Test
    void money_is_asked_about_ever_more_rarely() {
        ProviderOperation payment = ProviderOperation.authorize(CHARGE);

        assertThat(OperationRules.retryAfter(payment, 5, Duration.ofSeconds(46)))
                .isEqualTo(Duration.ofSeconds(32));
        assertThat(OperationRules.retryAfter(payment, 40, Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(512));
    }
}
