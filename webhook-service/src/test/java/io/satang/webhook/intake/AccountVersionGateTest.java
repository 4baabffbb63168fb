package io.satang.webhook.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.consumer.NotYetException;
import io.satang.webhook.MovingClock;
import io.satang.webhook.delivery.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AccountVersionGateTest {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final AccountVersionGate news = new AccountVersionGate(accounts, clock);

    @Test
    void whatWasMadeWithTheKnownVersionOrAnOlderOnePasses() {
        accounts.tell(3, "https://new.example/");

        assertThatCode(() -> require(0, 2, 3)).doesNotThrowAnyException();
    }

    @Test
    void anEventThatIsAheadOfItsAccountHoldsItsBatchBackUntilTheAccountIsKnown() {
        assertThatThrownBy(() -> require(1, 2)).isInstanceOf(NotYetException.class);

        accounts.tell(2, "https://new.example/");

        assertThatCode(() -> require(1, 2)).doesNotThrowAnyException();
    }

    @Test
    void anAccountIsWaitedForOnceAndThenGivenUp() {
        assertThatThrownBy(() -> require(2)).isInstanceOf(NotYetException.class);
        clock.advance(AccountVersionGate.PATIENCE.plus(MOMENT));

        assertThatThrownBy(() -> require(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("version 2 of account account_test_1 is not known");
        assertThatThrownBy(() -> require(3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAccountThatCameAtLastIsWaitedForAnew() {
        assertThatThrownBy(() -> require(2)).isInstanceOf(NotYetException.class);
        clock.advance(AccountVersionGate.PATIENCE.plus(MOMENT));
        accounts.tell(2, "https://new.example/");

        assertThatThrownBy(() -> require(3)).isInstanceOf(NotYetException.class);
    }

    private void require(long... accountVersions) {
        news.require(LongStream.of(accountVersions)
                .mapToObj(version -> new InboundEvent(Deliveries.event((int) version), List.of(), version))
                .toList());
    }
}
