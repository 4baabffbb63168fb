package io.satang.charge.view;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What a charge shows of its money. Recorded charges that have failed or expired show the whole amount as if it had been taken.
 *
 * @param authorizedAt since when the money has been certain
 */
record ChargedMoney(Money authorized, Money captured, Money refunded, Optional<Instant> authorizedAt) {

    static ChargedMoney of(Charge charge) {
        Money all = charge.amount();
        Money none = all.none();
        return switch (charge.state()) {
            case Reserving reserving -> new ChargedMoney(none, none, none, Optional.empty());
            case Authorizing authorizing -> new ChargedMoney(none, none, none, Optional.empty());
            case Pending pending -> new ChargedMoney(none, none, none, Optional.empty());
            case Authorized held -> new ChargedMoney(all, none, none, Optional.of(held.authorizedAt()));
            case Capturing capturing ->
                new ChargedMoney(all, none, none, Optional.of(capturing.before().authorizedAt()));
            case Successful paid ->
                new ChargedMoney(all, paid.captured(), paid.refunded(), Optional.of(paid.authorizedAt()));
            case Failed failed -> new ChargedMoney(all, all, none, Optional.empty());
            case Expired expired -> new ChargedMoney(all, all, none, Optional.empty());
            case Reversed reversed -> new ChargedMoney(all, none, none, Optional.of(reversed.authorizedAt()));
        };
    }
}
