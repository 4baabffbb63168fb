package io.satang.webhook.intake;

import java.util.Optional;

/** Where the events of each account go. */
@FunctionalInterface
public interface AccountEndpoints {
    /** The account's endpoint as the merchant gave it, if there is one. */
    Optional<String> webhookUri(String accountId);

    /** Whether every account is known; until then nobody can say where events go. */
    default boolean complete() {
        return true;
    }
}
