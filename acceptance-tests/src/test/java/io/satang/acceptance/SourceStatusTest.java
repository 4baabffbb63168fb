package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phone polls its source, with the public key, from the moment at which the shop has charged it. */
@ExtendWith(RunningPlatform.class)
class SourceStatusTest {
    private final Shop shop;

    SourceStatusTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @RepeatedTest(20)
    void a_source_is_pending_as_soon_as_its_charge_is_answered() {
        JsonNode charge = shop.charge();

        assertThat(shop.publicKey().get(charge.at("/source/location").asText()).ok("charge_status"))
                .isEqualTo("pending");
    }
}
