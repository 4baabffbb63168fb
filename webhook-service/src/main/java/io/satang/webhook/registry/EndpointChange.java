package io.satang.webhook.registry;

import io.satang.webhook.audit.AuditEntry.Action;
import io.satang.webhook.audit.AuditEntry.Actor;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Something that is done to an endpoint.
 *
 * @param action    what it is called in history and audit
 * @param actor     who does it
 * @param requestId the request that asked for it
 * @param rule      what becomes of the endpoint; it may refuse
 * @param roll      the secret that it gets
 * @param notice    what the account's other endpoints are told
 * @param answer    what is answered, of the endpoint as it is then
 */
record EndpointChange(
        Action action,
        Actor actor,
        Optional<String> requestId,
        UnaryOperator<WebhookEndpoint> rule,
        Optional<SecretRoll> roll,
        Optional<Notice> notice,
        Function<WebhookEndpoint, String> answer) {

    EndpointChange {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(roll, "roll");
        Objects.requireNonNull(notice, "notice");
        Objects.requireNonNull(answer, "answer");
    }
}
