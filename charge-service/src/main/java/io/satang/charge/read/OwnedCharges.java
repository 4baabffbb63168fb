package io.satang.charge.read;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Charges as their own account may see them; another account's charge does not exist. */
@ApplicationScoped
public class OwnedCharges {
    private final ChargeStore store;

    OwnedCharges(ChargeStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * The account's charge of this id.
     *
     * @throws ApiException {@code not_found}
     */
    public Uni<Charge> find(AccountId accountId, ChargeId chargeId) {
        return store.find(chargeId)
                .map(found -> found.filter(charge -> charge.accountId().equals(accountId))
                        .orElseThrow(() -> ApiException.notFound("charge", chargeId.value())));
    }
}
