package io.satang.webhook.recovery;

import io.satang.platform.account.Caller;
import io.satang.platform.error.ApiException;
import io.satang.webhook.endpoint.EndpointId;
import java.util.Optional;

/** The endpoint that every account has from the start, whose address stands with the account. */
final class OwnEndpoint {
    private OwnEndpoint() {}

    /**
     * Where the caller's events go, if this is the caller's own endpoint; empty when it is another.
     *
     * @throws ApiException {@code bad_request} when it is, and has no address
     */
    static Optional<String> uri(Caller caller, EndpointId endpoint) {
        if (!endpoint.equals(EndpointId.ofAccount(caller.accountId()))) {
            return Optional.empty();
        }
        return Optional.of(caller.account()
                .webhookUri()
                .orElseThrow(() -> ApiException.badRequest("account has no webhook endpoint now")));
    }

    /** The endpoint of this name; not found when the text is none. */
    static EndpointId parse(String text) {
        return EndpointId.parse(text).orElseThrow(() -> notFound(text));
    }

    static ApiException notFound(String id) {
        return ApiException.notFound("webhook_endpoint", id);
    }
}
