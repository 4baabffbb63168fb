package io.satang.charge.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.id.ChargeId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a provider's payments, by the names that the provider gives them. */
@QuarkusTest
class SecondApprovalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ChargeStore store;

    @Inject
    ChargeSaga saga;

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    Clock clock;

    @Test
    void the_first_payment_keeps_its_name_and_a_second_one_is_recorded() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");

        approve(id, "first");
        approve(id, "first");
        approve(id, "second");
        approve(id, "second");

        assertThat(rows.text("SELECT provider_reference FROM charges WHERE id = ?", id))
                .isEqualTo("first");
        assertThat(rows.text("SELECT string_agg(payment, ' ') FROM provider_operations WHERE charge_id = ?", id))
                .isEqualTo("second");
    }

    private void approve(String id, String reference) {
        store.find(new ChargeId(id))
                .flatMap(charge -> saga.apply(
                        charge.orElseThrow(),
                        new ProviderApproved(new ProviderReference(reference), clock.instant()),
                        Optional.empty()))
                .await()
                .atMost(PATIENCE);
    }
}
