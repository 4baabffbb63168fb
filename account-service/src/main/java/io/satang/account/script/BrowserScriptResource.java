package io.satang.account.script;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.AnswersInTime;
import io.satang.script.BrowserFile;
import io.satang.script.BrowserFiles;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /satang.js}, the newest script, and {@code GET /satang/{revision}/{file}}: the script of a revision, which stays as it is, its
 * types, and the payment form that it opens in a frame. For everybody, without a key.
 */
@Path("/")
@AnswersInTime
public class BrowserScriptResource {
    private static final Map<BrowserFile, StaticAnswer> ANSWERS = new ConcurrentHashMap<>();

    /** The newest script, for whoever names no hash of it. */
    @GET
    @NonBlocking
    @Path("satang.js")
    public Response newest(
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) Optional<String> known,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) Optional<String> accepted) {
        return answer(BrowserFiles.script(), known, accepted, CacheTime.MINUTES);
    }

    /** A file of a revision. */
    @GET
    @NonBlocking
    @Path("satang/{revision}/{file}")
    public Response file(
            @PathParam("revision") String revision,
            @PathParam("file") String name,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) Optional<String> known,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) Optional<String> accepted) {
        BrowserFile file = BrowserFiles.file(revision, name).orElseThrow(() -> new ApiException(Failures.NO_ROUTE));
        CacheTime time = name.equals(BrowserFiles.SCRIPT) ? CacheTime.FOR_EVER : CacheTime.MINUTES;
        return answer(file, known, accepted, time);
    }

    private static Response answer(
            BrowserFile file, Optional<String> known, Optional<String> accepted, CacheTime time) {
        return ANSWERS.computeIfAbsent(file, StaticAnswer::of).to(known, accepted, time);
    }
}
