package io.satang.account.audit;

import io.satang.events.RawJson;
import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What operators did to accounts (docs/operations.md). It asks for the operators' token and is never routed by the gateway. */
@Path("/internal/audit")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
public class AuditResource {
    private final AuditStore audit;
    private final Clock clock;

    AuditResource(AuditStore audit, Clock clock) {
        this.audit = Objects.requireNonNull(audit, "audit");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record EntryView(
            String object,
            Instant at,
            String actor,
            String action,
            Optional<String> accountId,
            Optional<String> requestId,
            Map<String, String> details) {

        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    "audit_entry",
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.accountId(),
                    entry.requestId(),
                    entry.details());
        }
    }

    /** A list like those of merchants, with {@code limit}, {@code offset}, {@code from}, {@code to}, {@code order} and {@code account_id}. */
    @GET
    public Uni<String> list(Params params) {
        Page page = Page.from(params, clock.instant());
        return audit.list(params.text("account_id"), page).map(found -> render(page, found));
    }

    private static String render(Page page, AuditPage found) {
        return ApiJson.write(ListView.of(
                "/internal/audit",
                page,
                found.total(),
                found.entries().stream()
                        .map(EntryView::of)
                        .map(ApiJson::write)
                        .map(RawJson::new)
                        .toList()));
    }
}
