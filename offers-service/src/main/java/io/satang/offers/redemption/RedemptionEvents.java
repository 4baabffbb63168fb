package io.satang.offers.redemption;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RedemptionChanged;
import io.satang.offers.redemption.RedemptionState.ClawedBack;
import io.satang.offers.redemption.RedemptionState.Confirmed;
import io.satang.offers.redemption.RedemptionState.Payable;
import io.satang.offers.redemption.RedemptionState.Pending;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.offers.redemption.RedemptionState.Reserved;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What others are told of redemptions. */
@Singleton
class RedemptionEvents {
    private final AccountDirectory accounts;
    private final Ids ids;

    RedemptionEvents(AccountDirectory accounts, Ids ids) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * What there is to tell of a change, counted in the row. Nothing of what is only set aside or was never promised; one thing of each
     * version.
     *
     * @param before what was written before, if anything was
     * @param row    as it is now
     */
    Optional<OutboxEvent> next(Optional<RedemptionState> before, RedemptionEntity row, Instant now) {
        Optional<EventType> type = type(before, row.state());
        if (type.isPresent()) {
            row.told++;
        }
        return type.map(told -> OutboxEvent.of(envelope(told, row, now), payload(row, now)));
    }

    private static Optional<EventType> type(Optional<RedemptionState> before, RedemptionState after) {
        return switch (after) {
            case Rejected rejected -> Optional.empty();
            case Reserved reserved -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Confirmed confirmed -> earned(before, confirmed.clawedBack());
            case Payable payable -> earned(before, payable.clawedBack());
            case ClawedBack clawedBack -> Optional.of(EventType.OFFER_CLAWED_BACK);
            case Released released -> Optional.of(EventType.OFFER_RELEASED);
        };
    }

    private static Optional<EventType> earned(Optional<RedemptionState> before, Money clawedBack) {
        boolean known = before.filter(state -> state instanceof Confirmed || state instanceof Payable)
                .isPresent();
        return Optional.of(known && clawedBack.isPositive() ? EventType.OFFER_CLAWED_BACK : EventType.OFFER_REDEEMED);
    }

    private EventEnvelope envelope(EventType type, RedemptionEntity row, Instant now) {
        return new EventEnvelope(ids.nextBody(), type, row.id, row.told, row.accountId, row.livemode, now);
    }

    private RedemptionChanged payload(RedemptionEntity row, Instant now) {
        return new RedemptionChanged(
                row.id,
                row.offerId,
                row.cardOfferId,
                row.cardId,
                row.chargeId,
                row.state,
                row.reward,
                row.clawedBack,
                row.currency,
                Optional.ofNullable(row.payableAt),
                accounts.version(row.accountId).orElse(0),
                RedemptionJson.render(row, now));
    }
}
