package io.satang.webhook.intake;

import java.util.Optional;

/** Where the events of each account go. */
public interface AccountEndpoints {
    /** The account's endpoint as the merchant gave it, if there is one. */
    Optional<String> webhookUri(String accountId);

    /** The version of the account that {@link #webhookUri} stands in; 0 when the account is not known. */
    long version(String accountId);

    /** Whether every account is known; until then nobody can say where events go. */
    boolean complete();
}
