package io.satang.console.webhook;

import java.util.List;
import java.util.Optional;

/**
 * Everything about an account's webhooks.
 *
 * @param uri         the account's own address
 * @param endpoints   where events go
 * @param manageable  whether the platform lets merchants have endpoints of their own
 * @param undelivered what has not come to one of them
 * @param more        the address of what is behind these deliveries
 * @param once        what makes a form that is sent twice one
 * @param secret      a new endpoint's, this once
 */
record WebhooksView(
        String uri,
        List<EndpointRow> endpoints,
        boolean manageable,
        List<DeliveryRow> undelivered,
        Optional<String> more,
        String once,
        Optional<String> secret) {}
