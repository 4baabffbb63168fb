package io.satang.webhook.signature;

import java.util.Objects;

/** Whose secrets a webhook is signed with. */
public sealed interface Signer {

    /** The account: its own endpoint, and addresses that are named with its objects. */
    record OfAccount(String accountId) implements Signer {
        public OfAccount {
            Objects.requireNonNull(accountId, "accountId");
        }
    }

    /** An endpoint that has secrets of its own. */
    record OfEndpoint(String endpointId) implements Signer {
        public OfEndpoint {
            Objects.requireNonNull(endpointId, "endpointId");
        }
    }
}
