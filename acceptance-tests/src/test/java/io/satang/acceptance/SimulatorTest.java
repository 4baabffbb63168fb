package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A merchant tries out what its shop makes of a provider that fails. */
@ExtendWith(RunningPlatform.class)
class SimulatorTest {
    private final Platform platform;
    private final Shop shop;

    SimulatorTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @AfterEach
    void takeBack() {
        shop.tellSimulator("behaviour=normal");
    }

    @Test
    void an_instruction_is_answered_as_it_is_documented() {
        Reply told = shop.secret().post("/test/simulator", "behaviour=late", "calls=2", "delay_ms=10");

        assertThat(told.ok("behaviour")).isEqualTo("late");
        assertThat(shop.secret().post("/test/simulator", "behaviour=odd").status())
                .isEqualTo(400);
        assertThat(platform.api().post("/test/simulator", "behaviour=drop").status())
                .isEqualTo(401);
    }
}
