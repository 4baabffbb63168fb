package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Payments wait for consumers that fall behind, and not for everybody. */
class EventConsumerTest {
    @Test
    void payments_do_not_wait_for_what_merchants_only_look_at() {
        assertThat(EventConsumer.ACCOUNT_SERVICE.holdsPaymentsBack()).isFalse();
        assertThat(EventConsumer.WEBHOOK_SERVICE.holdsPaymentsBack()).isTrue();
        assertThat(EventConsumer.OFFERS_SERVICE.holdsPaymentsBack()).isTrue();
        assertThat(EventConsumer.SOURCE_SERVICE.holdsPaymentsBack()).isTrue();
    }
}
