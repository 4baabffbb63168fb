package io.satang.source.status;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the charge of a source stood at some version of the charge.
 *
 * @param sourceId      {@code src_…}
 * @param chargeVersion the charge's version, from 1; a higher one is later
 * @param status        how it stood
 */
public record StatusChange(String sourceId, long chargeVersion, ChargeStatus status) {
    public StatusChange {
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(status, "status");
        if (chargeVersion < 1) {
            throw new IllegalArgumentException("version " + chargeVersion);
        }
    }

    /** Of the changes of each source the last one, in the order of the sources' ids. */
    static List<StatusChange> latest(Collection<StatusChange> changes) {
        Comparator<StatusChange> byVersion = Comparator.comparingLong(StatusChange::chargeVersion);
        return changes.stream()
                .collect(Collectors.toMap(StatusChange::sourceId, Function.identity(), BinaryOperator.maxBy(byVersion)))
                .values()
                .stream()
                .sorted(Comparator.comparing(StatusChange::sourceId))
                .toList();
    }
}
