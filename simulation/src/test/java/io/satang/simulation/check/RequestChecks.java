package io.satang.simulation.check;

import io.satang.platform.error.ApiError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests for charges: a key's request takes effect once, and whoever sends it is answered the same. */
public final class RequestChecks {
    /** That a source is used, and that a token is. */
    private static final Set<String> USED = Set.of("invalid_charge", "used_token");

    private static final Pattern CHARGE_ID = Pattern.compile("\"id\":\"(chrg_\\w+)\"");

    private final Verdict verdict;
    private final Predicate<String> chargeExists;
    private final Map<String, String> answers = new HashMap<>();

    /** Checks that have seen nothing yet. */
    public RequestChecks(Verdict verdict, Predicate<String> chargeExists) {
        this.verdict = verdict;
        this.chargeExists = chargeExists;
    }

    /**
     * A client was answered a charge.
     *
     * @param byCard whether its provider was asked meanwhile, so that repeats may show it before or after that
     */
    public void answered(Optional<String> key, String answer, boolean byCard) {
        Matcher id = CHARGE_ID.matcher(answer);
        verdict.require(
                id.find() && chargeExists.test(id.group(1)), () -> "answered a charge that is not kept: " + answer);
        key.ifPresent(given -> {
            String told = byCard ? id.group(1) : answer;
            String other = answers.putIfAbsent(given, told);
            verdict.require(
                    other == null || other.equals(told), () -> given + " was answered " + other + " and " + answer);
        });
    }

    /** A client was refused, as its source or token has been charged by a rival. */
    public void refused(Optional<String> key, boolean hasRivals, boolean charged, ApiError error) {
        verdict.require(charged && USED.contains(error.code()), () -> "refused without a charge: " + error);
        key.ifPresent(given -> verdict.require(
                hasRivals && !answers.containsKey(given), () -> given + " was refused for no reason: " + error));
    }

    /** Everything is at rest, and so many charges were made of an order. */
    public void atRest(int order, long charges) {
        verdict.require(charges == 1, () -> "order " + order + " has become " + charges + " charges");
    }
}
