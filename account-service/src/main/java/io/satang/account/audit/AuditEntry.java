package io.satang.account.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that an operator did, or a merchant to its keys.
 *
 * @param at        when
 * @param actor     {@code operator} or {@code merchant}, by the token or key that was shown
 * @param action    what was done
 * @param accountId to which account; empty when to all
 * @param requestId the request that asked for it
 * @param details   the request's parameters that matter; never a key or a person's data
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        Optional<String> accountId,
        Optional<String> requestId,
        Map<String, String> details) {

    // There is one token for operators.
    private static final String OPERATOR = "operator";

    private static final String MERCHANT = "merchant";

    public AuditEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(requestId, "requestId");
        details = Map.copyOf(details);
    }

    /** What can be done. Names are stored: add some, change none. */
    public enum Action {
        ACCOUNT_OPENED("account.opened"),
        ACCOUNT_ANNOUNCED("account.announced"),
        ACCOUNTS_ANNOUNCED("accounts.announced"),
        /** The keys until now work on for a while. */
        KEYS_ROLLED("keys.rolled"),
        /** The keys until now stopped to work with that. */
        KEYS_REVOKED("keys.revoked");

        private final String storedName;

        Action(String storedName) {
            this.storedName = storedName;
        }
    }

    /** An operator did this to one account. */
    public static AuditEntry of(
            Action action, String accountId, Optional<String> requestId, Instant now, Map<String, String> details) {
        return new AuditEntry(now, OPERATOR, action.storedName, Optional.of(accountId), requestId, details);
    }

    /** A merchant did this to its account. */
    public static AuditEntry ofMerchant(
            Action action, String accountId, Optional<String> requestId, Instant now, Map<String, String> details) {
        return new AuditEntry(now, MERCHANT, action.storedName, Optional.of(accountId), requestId, details);
    }

    /** An operator did this to all accounts. */
    public static AuditEntry ofAll(Action action, Optional<String> requestId, Instant now) {
        return new AuditEntry(now, OPERATOR, action.storedName, Optional.empty(), requestId, Map.of());
    }
}
