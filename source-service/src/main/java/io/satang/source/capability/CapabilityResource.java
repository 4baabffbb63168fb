package io.satang.source.capability;

import io.satang.events.AccountChanged;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.crossorigin.AnyOrigin;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.source.catalogue.Catalogue;
import io.satang.source.catalogue.CountryLimits;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Objects;

/** {@code GET /capability}, with a public or a secret key. */
@Path("/capability")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
public class CapabilityResource {
    private final Catalogue catalogue;
    private final Caller caller;

    CapabilityResource(Catalogue catalogue, Caller caller) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** The payment methods and limits of the caller's country. */
    @GET
    @AnyOrigin
    @NonBlocking
    @RequiresKey(KeyUse.EITHER)
    public String capability() {
        AccountChanged account = caller.account();
        CountryLimits country = catalogue
                .limits(account.country())
                .orElseThrow(() -> ApiException.badRequest("country is currently not supported"));
        return ApiJson.write(CapabilityView.of(country, catalogue, account));
    }
}
