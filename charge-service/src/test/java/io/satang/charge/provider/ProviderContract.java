package io.satang.charge.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderOperation.Kind;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.provider.ProviderAnswer.Approved;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.charge.provider.ProviderAnswer.Unheard;
import io.satang.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every provider has to keep to, whoever it is. */
public abstract class ProviderContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Ids ids;

    /** The provider under test. */
    protected abstract Provider provider();

    @Test
    void an_operation_is_done_once_however_often_it_is_asked_for() {
        ProviderOperation sale = operation(Kind.SALE, Optional.empty());

        ProviderAnswer first = ask(provider().perform(sale));

        assertThat(first).isInstanceOf(Approved.class);
        assertThat(ask(provider().perform(sale))).isEqualTo(first);
        assertThat(ask(provider().inquire(sale))).isEqualTo(first);
        assertThat(ask(provider().cancel(sale))).isEqualTo(first);
    }

    @Test
    void what_nobody_has_asked_for_has_not_been_heard_of() {
        assertThat(ask(provider().inquire(operation(Kind.SALE, Optional.empty()))))
                .isEqualTo(new Unheard());
    }

    @Test
    void what_was_given_up_is_never_done() {
        ProviderOperation sale = operation(Kind.SALE, Optional.empty());

        assertThat(ask(provider().cancel(sale))).isEqualTo(new Unheard());
        assertThat(ask(provider().perform(sale))).isInstanceOfAny(Declined.class, Unheard.class);
        assertThat(ask(provider().cancel(sale))).isEqualTo(new Unheard());
    }

    @Test
    void what_was_made_can_be_captured_refunded_and_voided() {
        ProviderReference hold = reference(ask(provider().perform(operation(Kind.AUTHORIZE, Optional.empty()))));

        for (Kind kind : new Kind[] {Kind.CAPTURE, Kind.REFUND, Kind.VOID}) {
            assertThat(reference(ask(provider().perform(operation(kind, Optional.of(hold))))))
                    .as(kind.name())
                    .isEqualTo(hold);
        }
    }

    private ProviderOperation operation(Kind kind, Optional<ProviderReference> payment) {
        Charge charge = SampleCharges.pending(SampleSources.points().build());
        return new ProviderOperation(
                new OperationId("test_" + ids.nextBody()),
                charge.id(),
                charge.accountId(),
                kind,
                payment,
                charge.amount(),
                Optional.empty());
    }

    private static ProviderReference reference(ProviderAnswer answer) {
        return ((Approved) answer).payment();
    }

    private static ProviderAnswer ask(Uni<ProviderAnswer> asked) {
        return asked.await().atMost(PATIENCE);
    }
}
