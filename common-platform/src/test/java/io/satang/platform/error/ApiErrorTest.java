package io.satang.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiErrorTest {

    @Test
    void anErrorObjectHasWhatClientsRead() {
        assertThat(ApiException.notFound("charge", "chrg_test_1").error().json())
                .isEqualTo("{\"object\":\"error\",\"location\":\"https://www.omise.co/api-errors#not-found\","
                        + "\"code\":\"not_found\",\"message\":\"charge chrg_test_1 was not found\"}");
    }

    @Test
    void anExpectedRefusalCostsNoStackTrace() {
        assertThat(ApiException.badRequest("no").getStackTrace()).isEmpty();
    }
}
