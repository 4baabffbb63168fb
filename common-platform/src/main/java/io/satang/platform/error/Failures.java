package io.satang.platform.error;

import io.netty.channel.ConnectTimeoutException;
import io.satang.platform.database.GivenUpException;
import io.satang.platform.database.OverloadedException;
import io.satang.platform.database.SqlFailure;
import io.satang.platform.json.ApiJson;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure leaves the service as an error object, and none with a stack trace (reference omise-clients §6, row 9). */
@Singleton
public class Failures {
    public static final ApiError TOO_LARGE = new ApiError(413, "bad_request", "request body is too large");

    /** Seconds. */
    private static final String RETRY_AFTER = "1";

    private static final Logger LOG = Logger.getLogger(Failures.class);
    public static final ApiError NO_ROUTE = new ApiError(404, "not_found", "the requested route was not found");
    public static final ApiError NO_METHOD =
            new ApiError(405, "bad_request", "the method is not allowed on this route");
    public static final ApiError MALFORMED = new ApiError(400, "bad_request", "the request is malformed");
    public static final ApiError UNAVAILABLE =
            new ApiError(503, "service_unavailable", "the service is not available, try again");
    private static final ApiError INTERNAL = new ApiError(500, "internal_error", "internal error");

    @ServerExceptionMapper
    Response refused(ApiException failure) {
        return response(failure.error());
    }

    @ServerExceptionMapper({OverloadedException.class, GivenUpException.class})
    Response overloaded(RuntimeException failure) {
        return response(UNAVAILABLE);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        return response(forStatus(failure.getResponse().getStatus()));
    }

    @ServerExceptionMapper({
        IOException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        TimeoutException.class,
        io.smallrye.mutiny.TimeoutException.class,
        ConnectTimeoutException.class
    })
    Response unreachable(Throwable failure) {
        LOG.warnf("a dependency is not reachable: %s", failure.toString());
        return response(UNAVAILABLE);
    }

    @ServerExceptionMapper
    Response database(PgException failure) {
        return switch (SqlFailure.of(failure)) {
            case PASSING, CONFLICT -> unreachable(failure);
            case DATA, LASTING -> unexpected(failure);
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("unexpected failure", failure);
        return response(INTERNAL);
    }

    void install(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 500}) {
            router.errorHandler(status, context -> write(context, forStatus(status)));
        }
    }

    private static ApiError forStatus(int status) {
        return switch (status) {
            case 404 -> NO_ROUTE;
            case 405 -> NO_METHOD;
            case 413 -> TOO_LARGE;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : MALFORMED;
        };
    }

    private static Response response(ApiError error) {
        Response.ResponseBuilder response =
                Response.status(error.status()).type(ApiJson.MEDIA_TYPE).entity(error.json());
        return error.isPassing() ? response.header("Retry-After", RETRY_AFTER).build() : response.build();
    }

    public static void write(RoutingContext context, ApiError error) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        if (error.isPassing()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        response.setStatusCode(error.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ApiJson.MEDIA_TYPE)
                .end(error.json());
    }
}
