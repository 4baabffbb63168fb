package io.satang.source.status;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the charge of a source or a token stood at some version of the charge.
 *
 * @param paidWith      {@code src_…} or {@code tokn_…}
 * @param chargeVersion the charge's version, from 1; a higher one is later
 * @param status        how it stood
 */
public record StatusChange(String paidWith, long chargeVersion, ChargeStatus status) {
    private static final String TOKEN_PREFIX = "tokn_";

    public StatusChange {
        Objects.requireNonNull(paidWith, "paidWith");
        Objects.requireNonNull(status, "status");
        if (chargeVersion < 1) {
            throw new IllegalArgumentException("version " + chargeVersion);
        }
    }

    /** Whether it was paid with a token of a card. */
    boolean isOfToken() {
        return paidWith.startsWith(TOKEN_PREFIX);
    }

    /** Whether whoever keeps it does not know already: a token is pending as soon as a charge has taken it. */
    boolean isNews() {
        return !(isOfToken() && status == ChargeStatus.PENDING);
    }

    /** Of the changes of each source and token the last one, in the order of their ids. */
    static List<StatusChange> latest(Collection<StatusChange> changes) {
        Comparator<StatusChange> byVersion = Comparator.comparingLong(StatusChange::chargeVersion);
        return changes.stream()
                .collect(Collectors.toMap(StatusChange::paidWith, Function.identity(), BinaryOperator.maxBy(byVersion)))
                .values()
                .stream()
                .sorted(Comparator.comparing(StatusChange::paidWith))
                .toList();
    }
}
