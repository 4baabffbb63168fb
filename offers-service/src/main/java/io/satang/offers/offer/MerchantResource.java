package io.satang.offers.offer;

import io.satang.hibernate.Sessions;
import io.satang.offers.field.Fields;
import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code POST /internal/merchants}: the catalogue of merchants that accounts may name in their offers; the operator's alone. */
@Path("/internal/merchants")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
public class MerchantResource {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int ID_CHARS_MAX = 64;

    private final MerchantStore merchants;
    private final Clock clock;

    MerchantResource(MerchantStore merchants, Clock clock) {
        this.merchants = Objects.requireNonNull(merchants, "merchants");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record MerchantView(String object, String id, String account, String paymentsOf) {}

    /** Lets {@code account} name the merchant {@code id} in its offers, which the payments of the account {@code payments_of} redeem. */
    @POST
    public Uni<String> put(Params params) {
        String account = Fields.required(params, "account", ID_CHARS_MAX);
        Merchant merchant = new Merchant(id(params), Fields.required(params, "payments_of", ID_CHARS_MAX));
        return Sessions.write(session -> merchants.put(session, account, merchant, clock.instant()))
                .map(present ->
                        ApiJson.write(new MerchantView("merchant", present.id(), account, present.accountId())));
    }

    private static String id(Params params) {
        String id = Fields.required(params, "id", ID_CHARS_MAX);
        if (!ID.matcher(id).matches()) {
            throw ApiException.badRequest("id is invalid");
        }
        return id;
    }
}
