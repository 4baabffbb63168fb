package io.satang.offers.redemption;

import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.ChargeId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /internal/reservations/{charge}}: discounts that charges ask for before their payers are charged (docs/architecture.md). */
@Path("/internal/reservations/{charge}")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@InternalOnly
public class InternalReservationResource {
    private final ReserveDiscounts reservations;

    InternalReservationResource(ReserveDiscounts reservations) {
        this.reservations = Objects.requireNonNull(reservations, "reservations");
    }

    private record ReservationView(
            String object,
            String charge,
            String cardOffer,
            String state,
            Optional<String> offer,
            Optional<String> redemption,
            long discount,
            List<String> reasons) {}

    /**
     * Sets aside what {@code card_offer} gives to a payment of {@code amount} in {@code currency} with the card of {@code fingerprint}; answers
     * with {@code state} {@code reserved} and the {@code discount}, or {@code rejected} and all {@code reasons}. A charge that asks again is
     * answered the same.
     */
    @POST
    public Uni<String> reserve(@RestPath String charge, Params params) {
        ReservationRequest request = ReservationRequest.from(requireCharge(charge), params);
        return reservations.reserve(request).map(reservation -> json(charge, request.cardOfferId(), reservation));
    }

    /** What a charge was answered; {@code not_found} when it was not heard, or has named what it can never redeem. */
    @GET
    public Uni<String> find(@RestPath String charge, Params params) {
        String cardOffer = params.requiredText("card_offer");
        return reservations
                .find(requireCharge(charge), cardOffer)
                .map(found -> found.map(reservation -> json(charge, cardOffer, reservation))
                        .orElseThrow(() -> ApiException.notFound("reservation", charge)));
    }

    private static String requireCharge(String text) {
        return ChargeId.parse(text)
                .map(ChargeId::value)
                .orElseThrow(() -> ApiException.badRequest("the charge's id is invalid"));
    }

    private static String json(String charge, String cardOffer, Reservation reservation) {
        return ApiJson.write(
                switch (reservation) {
                    case Reservation.Reserved reserved ->
                        new ReservationView(
                                "reservation",
                                charge,
                                cardOffer,
                                "reserved",
                                Optional.of(reserved.offerId()),
                                Optional.of(reserved.redemptionId()),
                                reserved.discount().subunits(),
                                List.of());
                    case Reservation.Refused refused ->
                        new ReservationView(
                                "reservation",
                                charge,
                                cardOffer,
                                "rejected",
                                Optional.empty(),
                                Optional.empty(),
                                0,
                                RedemptionJson.names(refused.reasons()));
                });
    }
}
