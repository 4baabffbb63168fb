package io.satang.console.page;

import io.satang.console.visit.Cookies;
import io.satang.console.visit.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code GET /console/assets/…}. */
@Path(AssetsResource.PATH)
@Open
public class AssetsResource {
    static final String PATH = Cookies.ROOT + "/assets";
    private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

    private final Assets assets;

    AssetsResource(Assets assets) {
        this.assets = assets;
    }

    /** The style sheet. */
    @GET
    @Path("console.css")
    public Response css() {
        return answer(assets.css(), "text/css; charset=utf-8");
    }

    /** The script. */
    @GET
    @Path("console.js")
    public Response js() {
        return answer(assets.js(), "text/javascript; charset=utf-8");
    }

    private static Response answer(byte[] content, String type) {
        return Response.ok(content, type)
                .header(HttpHeaders.CACHE_CONTROL, FOR_A_YEAR)
                .build();
    }
}
