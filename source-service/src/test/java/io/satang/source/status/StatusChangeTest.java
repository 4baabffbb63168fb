package io.satang.source.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatusChangeTest {

    @Property
    void theLatestOfEachSourceAndTokenRemainsInTheOrderOfTheIds(@ForAll("changes") List<StatusChange> changes) {
        List<StatusChange> latest = StatusChange.latest(changes);

        assertThat(latest).extracting(StatusChange::paidWith).isSorted().doesNotHaveDuplicates();
        assertThat(changes)
                .allSatisfy(change -> assertThat(latest)
                        .anyMatch(last -> last.paidWith().equals(change.paidWith())
                                && last.chargeVersion() >= change.chargeVersion()));
        assertThat(changes).containsAll(latest);
    }

    @Property
    void theOrderOfArrivalMakesNoDifference(@ForAll("changes") List<StatusChange> changes, @ForAll long seed) {
        List<StatusChange> shuffled = new ArrayList<>(changes);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(StatusChange.latest(shuffled)).isEqualTo(StatusChange.latest(changes));
    }

    /** Of one version of one charge there is one status. */
    @Provide
    Arbitrary<List<StatusChange>> changes() {
        return Combinators.combine(
                        Arbitraries.of("src_test_a", "src_test_b", "tokn_test_c"),
                        Arbitraries.longs().between(1, 5))
                .as((source, version) -> new StatusChange(source, version, statusOf(version)))
                .list()
                .ofMaxSize(30);
    }

    private static ChargeStatus statusOf(long version) {
        return version == 1 ? ChargeStatus.PENDING : version < 4 ? ChargeStatus.FAILED : ChargeStatus.EXPIRED;
    }
}
