package io.satang.charge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.SampleCardCharges;
import io.satang.charge.event.ChargeEvents;
import io.satang.events.EventType;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.TokenId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever charges a token once more names the charge that it has (decision 20); only one of the two is stored and told. */
@QuarkusTest
class TokenChargedTwiceTest {
    @Inject
    ChargeStore store;

    @Inject
    ChargeEvents events;

    @Inject
    Ids ids;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Test
    void of_two_that_share_a_statement_one_is_stored_and_told() {
        Charge another = charge();
        Charge charge = charge();

        // The first goes alone, and those that come meanwhile go together.
        List<CompletableFuture<Boolean>> stored =
                Stream.of(another, charge, charge).map(this::stored).toList();

        assertThat(stored).map(CompletableFuture::join).containsExactly(true, true, false);
        rows.awaitPublished();
        assertThat(topics.awaitEvents(charge.id().value(), 1)).hasSize(1);
    }

    private CompletableFuture<Boolean> stored(Charge charge) {
        return store.insert(new NewCharge(
                        charge,
                        events.of(EventType.CHARGE_CREATED, charge, charge.createdAt(), Optional.empty()),
                        List.of()))
                .subscribeAsCompletionStage();
    }

    private Charge charge() {
        ChargeId id = ChargeId.next(ids, false);
        return SampleCardCharges.byCard(id, new TokenId("tokn_test_" + Ids.body(id.value())), Optional.empty());
    }
}
