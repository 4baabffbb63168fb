package io.satang.account.info;

import io.satang.account.Account;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;

/** {@code GET /}: which versions of the API this server speaks (reference omise-api §8.20). */
@Path("/")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
public class SystemInfoResource {
    private static final String INFO = ApiJson.write(new View("system_info", "/", List.of(Account.API_VERSION)));

    private record View(String object, String location, List<String> versions) {}

    /** The system info object. */
    @GET
    public String info() {
        return INFO;
    }
}
