package io.satang.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.ReservationRequest;
import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.platform.params.ParamsParser;
import io.satang.simulation.postgres.OffersTable;
import io.satang.simulation.postgres.OffersTable.Redemption;
import io.satang.simulation.postgres.Session;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the internal routes of the offers-service do, without HTTP. */
record OffersService(Session session, OffersTable offers) implements ServiceRoutes.Answering {
    private static final String PATH = "/internal/reservations/";

    @Override
    public boolean ready() {
        return true;
    }

    /** {@code GET /internal/reservations/{charge}}. */
    @Override
    public Uni<Answer> lookUp(String path) {
        String charge = path.substring(PATH.length(), path.indexOf('?'));
        return session.execute(transaction -> offers.find(charge))
                .map(found -> found.map(OffersService::answer).orElseGet(() -> new Answer(404, "{}")));
    }

    /** {@code POST /internal/reservations/{charge}}. */
    @Override
    public Uni<Answer> post(String path, String body) {
        ReservationRequest request = ReservationRequest.from(
                path.substring(PATH.length()),
                ParamsParser.parse("", Optional.of("application/json"), body.getBytes(UTF_8)));
        return session.execute(transaction -> offers.reserve(transaction, request))
                .map(decided -> decided.map(OffersService::answer)
                        .orElseGet(() -> rejected(List.of(Reason.UNKNOWN_CARD_OFFER))));
    }

    private static Answer answer(Redemption row) {
        if (row.state() instanceof Rejected rejected) {
            return rejected(rejected.reasons());
        }
        return row.state().counts()
                ? new Answer(200, """
                        {"state":"reserved","offer":"%s","redemption":"rdmp_%s","discount":%d,"reasons":[]}""".formatted(
                                row.offer().id(), row.chargeId(), row.promised().subunits()))
                : rejected(List.of(Reason.NOT_PAID));
    }

    private static Answer rejected(List<Reason> reasons) {
        String names =
                reasons.stream().map(reason -> "\"" + reason.wireName() + "\"").collect(Collectors.joining(","));
        return new Answer(200, """
                {"state":"rejected","offer":null,"redemption":null,"discount":0,"reasons":[%s]}""".formatted(names));
    }
}
