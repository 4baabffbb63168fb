package io.satang.charge.operation;

import static org.awaitility.Awaitility.await;

import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.provider.simulator.Simulator;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.NewOperation;
import io.satang.platform.id.ChargeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Charges whose money their provider holds. */
@ApplicationScoped
public class HeldCharges {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChargeStore store;
    private final CommittedOperations operations;
    private final TestSources sources;
    private final TestRows rows;

    HeldCharges(ChargeStore store, CommittedOperations operations, TestSources sources, TestRows rows) {
        this.store = store;
        this.operations = operations;
        this.sources = sources;
        this.rows = rows;
    }

    /** A charge of THB 4,000.00 whose money is held, and may be given back once it is taken. */
    public String held(Merchant merchant) {
        String id = merchant.charged(sources.announced(SampleSources.points().ofAccount(merchant.accountId())))
                .getString("id");
        rows.update("""
                UPDATE charges
                SET terms = (terms::jsonb || '{"refundable":true,"partially_refundable":true,"capture":false}')::json
                WHERE id = ?
                """, id);
        authorize(find(id));
        await().atMost(PATIENCE).until(() -> find(id).state() instanceof Authorized);
        return id;
    }

    private void authorize(Charge charge) {
        NewOperation attempt = new NewOperation(ProviderOperation.authorize(charge), Simulator.NAME);
        Charge asked =
                SampleCharges.moved(charge, new Authorizing(attempt.operation().id()));
        store.update(new Change(
                        charge.state(),
                        new DeadlinePassed(),
                        asked,
                        Optional.empty(),
                        List.of(attempt),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .await()
                .atMost(PATIENCE);
        operations.committed(asked, List.of(attempt));
    }

    private Charge find(String id) {
        return store.find(new ChargeId(id)).await().atMost(PATIENCE).orElseThrow();
    }
}
