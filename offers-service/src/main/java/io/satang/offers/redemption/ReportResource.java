package io.satang.offers.redemption;

import io.satang.hibernate.Sessions;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStore;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /offers/{id}/report}: what an offer has brought and what it has cost. */
@Path("/offers/{id}/report")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ReportResource {
    private final OfferStore offers;
    private final ReportStore reports;
    private final Caller caller;
    private final Clock clock;

    ReportResource(OfferStore offers, ReportStore reports, Caller caller, Clock clock) {
        this.offers = Objects.requireNonNull(offers, "offers");
        this.reports = Objects.requireNonNull(reports, "reports");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The report as of now. */
    @GET
    public Uni<String> report(@RestPath String id) {
        OfferId offer = OfferStore.id(id);
        Instant now = clock.instant();
        return Sessions.read(session -> offers.status(session, caller.accountId(), offer, now)
                .flatMap(status -> reports.report(session, status, now)));
    }
}
