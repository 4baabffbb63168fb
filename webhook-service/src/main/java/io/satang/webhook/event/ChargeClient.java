package io.satang.webhook.event;

import io.satang.platform.call.InternalRoutes;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Asks the charge-service, over HTTP, whether an account has a charge that no event has told of yet: a client that asks for the events of
 * the charge that it has just made is ahead of Kafka.
 */
@Singleton
class ChargeClient {
    private static final Logger LOG = Logger.getLogger(ChargeClient.class);
    private static final int YES = 204;
    private static final int NO = 404;

    private final InternalRoutes routes;

    ChargeClient(InternalRoutes routes) {
        this.routes = Objects.requireNonNull(routes, "routes");
    }

    /**
     * Whether it has.
     *
     * @param chargeId of characters that a URI may have
     * @throws ApiException 503 when the charge-service cannot tell
     */
    Uni<Boolean> has(String accountId, String chargeId) {
        return routes.get("/internal/charges/" + chargeId + "?account_id=" + accountId)
                .map(answer -> switch (answer.status()) {
                    case YES -> true;
                    case NO -> false;
                    default -> {
                        LOG.errorf("charge-service answered %d", answer.status());
                        throw new ApiException(Failures.UNAVAILABLE);
                    }
                });
    }
}
