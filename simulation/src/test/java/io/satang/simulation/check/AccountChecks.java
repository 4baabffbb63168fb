package io.satang.simulation.check;

import java.util.OptionalLong;
import java.util.function.Predicate;

/** Copies of accounts: they never go back, and a key that was revoked does not work where that is known. */
public final class AccountChecks {
    private final Verdict verdict;

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

    /** The keys that an account has had, each revoked by the next. */
    public interface Keys {
        /** The key of this version. */
        String of(long version);

        /** The newest version. */
        long newest();
    }
}
