package io.satang.offers.redemption;

import io.satang.events.RawJson;
import io.satang.offers.qualification.Reason;
import io.satang.platform.json.ApiJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Redemptions as the offer's owner sees them. */
final class RedemptionJson {
    private RedemptionJson() {}

    private record RedemptionView(
            String object,
            String id,
            boolean livemode,
            String location,
            String offer,
            String card,
            String cardOffer,
            String charge,
            String state,
            List<String> reasons,
            long reward,
            long clawedBack,
            String currency,
            Optional<Instant> payableAt,
            Instant createdAt) {}

    /** A redemption as it stands at this time. */
    static RawJson render(RedemptionEntity row, Instant now) {
        RedemptionState state = row.state().at(now);
        return new RawJson(ApiJson.write(new RedemptionView(
                "redemption",
                row.id,
                row.livemode,
                "/redemptions/" + row.id,
                row.offerId,
                row.cardId,
                row.cardOfferId,
                row.chargeId,
                state.wireName(),
                names(reasons(state)),
                row.reward,
                row.clawedBack,
                row.currency,
                Optional.ofNullable(row.payableAt),
                row.createdAt)));
    }

    /** As clients read them. */
    static List<String> names(List<Reason> reasons) {
        return reasons.stream().map(Reason::wireName).toList();
    }

    private static List<Reason> reasons(RedemptionState state) {
        return state instanceof RedemptionState.Rejected rejected ? rejected.reasons() : List.of();
    }
}
