package io.satang.simulation.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Copies of accounts: they never go back, a key that was revoked does not work where that is known, and what a merchant has been answered
 * counts wherever that was waited for.
 */
public final class AccountChecks {
    private final Verdict verdict;
    private final Map<String, Map<Long, Set<String>>> promises = new HashMap<>();
    private final Map<String, Long> started = new HashMap<>();
    private final Set<String> knowsLess = new HashSet<>();

    /** Checks that have seen nothing yet. */
    public AccountChecks(Verdict verdict) {
        this.verdict = verdict;
    }

    /** A service's table was written. */
    public void kept(String accountId, OptionalLong before, long after) {
        verdict.require(
                before.isEmpty() || before.getAsLong() <= after,
                () -> "the copy of " + accountId + " went from version " + before.getAsLong() + " to " + after);
    }

    /** A replica knows this version, and has to know at least {@code known}. */
    public void knows(String replica, String accountId, OptionalLong version, long known) {
        verdict.require(
                version.orElse(0) >= known,
                () -> replica + " knows version " + version + " of " + accountId + " and not " + known);
    }

    /** Only the key of the version that a replica knows works there. */
    public void works(String replica, Keys keys, long version, Predicate<String> authenticates) {
        for (long each = 1; each <= keys.newest(); each++) {
            String key = keys.of(each);
            boolean current = each == version;
            verdict.require(
                    authenticates.test(key) == current,
                    () -> replica + (current ? " refuses " : " accepts ") + key + " at version " + version);
        }
    }

    /**
     * A merchant was answered that this version of an account counts.
     *
     * @param waitedFor the replicas that had said so; all others but those that start from now on may not know yet
     */
    public void promised(String accountId, long version, Set<String> waitedFor) {
        promises.computeIfAbsent(accountId, id -> new HashMap<>()).put(version, waitedFor);
    }

    /** A replica looks at what has been told of accounts for the first time, all of which it will know before it is asked anything. */
    public void starts(String replica, List<? extends Keys> accounts) {
        accounts.forEach(account -> started.put(replica + " " + account.accountId(), account.told()));
    }

    /** A replica lets requests in though it could not read in time what it was to know. */
    public void knowsLess(String replica) {
        knowsLess.add(replica);
    }

    /** A merchant has shown a replica the key of this version. */
    public void asked(String replica, Keys account, long version, boolean accepted) {
        // What revokes it may be known before that is answered.
        verdict.require(
                accepted || account.newest() > version || !isToKnow(replica, account, version),
                () -> replica + " answers 401 to " + account.of(version) + ", which counts");
        verdict.require(
                !accepted || !isToKnow(replica, account, version + 1),
                () -> replica + " accepts " + account.of(version) + ", which has been revoked");
    }

    private boolean isToKnow(String replica, Keys account, long version) {
        Map<Long, Set<String>> promised = promises.getOrDefault(account.accountId(), Map.of());
        boolean startedLater = started.getOrDefault(replica + " " + account.accountId(), 0L) >= version;
        return account.answered() >= version
                && !knowsLess.contains(replica)
                && (version == 1
                        || startedLater
                        || promised.getOrDefault(version, Set.of()).contains(replica));
    }

    /** The keys that an account has had, each revoked by the next. */
    public interface Keys {
        /** Whose they are. */
        String accountId();

        /** The newest version that its merchant has been answered. */
        long answered();

        /** The newest version that has been told of. */
        long told();

        /** The key of this version. */
        String of(long version);

        /** The newest version. */
        long newest();
    }
}
