package io.satang.charge.provider.offers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.decision.Discount;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OfferRequest;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.charge.provider.ProviderAnswer.Reserved;
import io.satang.charge.provider.ProviderAnswer.Unheard;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the offers-service for discounts, over HTTP. It knows a charge's discount by the charge's id, and sets it aside once. There is nothing
 * to be given back by a call: it follows the charge's own events, and a charge that has ended without money releases what was set aside for
 * it, also when that is only asked for afterwards.
 */
public final class OffersProvider implements Provider {
    /** What its operations are stored under. */
    public static final String NAME = "offers";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final InternalRoutes routes;

    /** @param routes those of the offers-service */
    public OffersProvider(InternalRoutes routes) {
        this.routes = Objects.requireNonNull(routes, "routes");
    }

    /** What the internal route answers, as far as it is of interest. */
    record Reservation(
            String state, Optional<String> offer, Optional<String> redemption, long discount, List<String> reasons) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<ProviderAnswer> perform(ProviderOperation operation) {
        OfferRequest request = request(operation);
        String body = MAPPER.createObjectNode()
                .put("account_id", operation.account().value())
                .put("livemode", request.livemode())
                .put("card_offer", request.use().cardOffer().value())
                .put("fingerprint", request.use().fingerprint())
                .put("amount", operation.amount().subunits())
                .put("currency", operation.amount().currency().name())
                .put("least_amount", request.least().subunits())
                .put("charge_expires_at", request.expiresAt().toString())
                .toString();
        return routes.post(path(operation), body).map(answer -> {
            if (answer.status() != OK) {
                throw unexpected(operation, answer);
            }
            return read(operation, answer);
        });
    }

    @Override
    public Uni<ProviderAnswer> inquire(ProviderOperation operation) {
        String query = "?card_offer=" + request(operation).use().cardOffer();
        return routes.get(path(operation) + query).map(answer -> switch (answer.status()) {
            case OK -> read(operation, answer);
            case NOT_FOUND -> new Unheard();
            default -> throw unexpected(operation, answer);
        });
    }

    /** The end of the charge is what gives it up. */
    @Override
    public Uni<ProviderAnswer> cancel(ProviderOperation operation) {
        return Uni.createFrom().item(new Unheard());
    }

    private static ProviderAnswer read(ProviderOperation operation, Answer answer) {
        Reservation reservation = answer.read(Reservation.class);
        return switch (reservation.state()) {
            case "reserved" -> new Reserved(discount(operation, reservation));
            case "rejected" -> new Declined(FailureCode.offerRejected(reservation.reasons()));
            default -> throw new IllegalStateException("a reservation that is " + reservation.state());
        };
    }

    private static Discount discount(ProviderOperation operation, Reservation reservation) {
        return new Discount(
                reservation.offer().orElseThrow(),
                reservation.redemption().orElseThrow(),
                new Money(reservation.discount(), operation.amount().currency()));
    }

    private static String path(ProviderOperation operation) {
        return "/internal/reservations/" + operation.charge();
    }

    private static OfferRequest request(ProviderOperation operation) {
        return operation
                .offer()
                .orElseThrow(() -> new IllegalStateException("the offers-service is not asked for " + operation.id()));
    }

    private static IllegalStateException unexpected(ProviderOperation operation, Answer answer) {
        return new IllegalStateException(
                "offers-service answered %d for %s".formatted(answer.status(), operation.id()));
    }
}
