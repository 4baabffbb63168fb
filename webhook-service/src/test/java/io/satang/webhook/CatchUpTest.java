package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An endpoint that cannot take what happens to it. */
@QuarkusTest
class CatchUpTest extends MerchantsServer {
    private static final String HOOK = "/hook";
    private static final String SLOW = "/slow";
    private static final int BEFORE = 1_200;

    private static final long SLOW_MILLIS = 100;

    @Test
    void an_endpoint_that_is_too_slow_holds_nobody_up() {
        Merchant slow = Merchant.open(receiver.uri(SLOW));
        receiver.on(SLOW, (exchange, number) -> answer(exchange, SLOW_MILLIS));
        slow.completeCharges(BEFORE);
        Merchant quick = Merchant.open(receiver.uri(HOOK));

        quick.charge().completed();
        receiver.await(HOOK, 1);

        // Four at a time: whoever waits until they find room in memory comes when more than half of them have gone.
        assertThat(receiver.received(SLOW)).hasSizeLessThan(BEFORE / 2);
    }

    private static void answer(HttpExchange exchange, long millis) throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        Receiver.status(exchange, 200);
    }
}
