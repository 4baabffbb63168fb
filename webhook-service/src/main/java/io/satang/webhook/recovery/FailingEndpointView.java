package io.satang.webhook.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/** An endpoint that fails, as its merchant sees it; operators see whose it is, and of the address the host alone. */
record FailingEndpointView(
        String object,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> accountId,
        Optional<String> endpoint,
        String uri,
        String state,
        Optional<Instant> since,
        Optional<Integer> lastStatus,
        Optional<String> lastError,
        long waiting,
        long exhausted,
        Optional<Instant> nextAttemptAt) {

    static FailingEndpointView ofMerchant(FailingEndpoint failing) {
        return of(failing, Optional.empty(), failing.uri());
    }

    // An address is as good as a password for some.
    static FailingEndpointView ofOperator(FailingEndpoint failing) {
        String host = failing.uri().replaceFirst("^([^:]+://[^/?#]*).*$", "$1");
        return of(failing, Optional.of(failing.accountId()), host);
    }

    private static FailingEndpointView of(FailingEndpoint failing, Optional<String> accountId, String uri) {
        return new FailingEndpointView(
                "failing_endpoint",
                accountId,
                failing.endpointId(),
                uri,
                "failing",
                failing.since(),
                failing.status(),
                failing.error(),
                failing.waiting(),
                failing.exhausted(),
                failing.nextAttemptAt());
    }
}
