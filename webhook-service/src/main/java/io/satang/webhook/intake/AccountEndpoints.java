package io.satang.webhook.intake;

import java.util.Optional;

/** Where the events of each account go. */
@FunctionalInterface
public interface AccountEndpoints {
    /** The account's endpoint as the merchant gave it, if there is one. */
    Optional<String> webhookUri(String accountId);
}
