package io.satang.charge;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.platform.http.RequestId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer names its request, also the one that nobody with a key has asked for. */
@QuarkusTest
class RequestIdTest {

    @Test
    void the_id_that_came_with_a_request_goes_back() {
        Merchant.SATANG
                .request()
                .header(RequestId.HEADER, "order-7:a.b_c")
                .get("/charges")
                .then()
                .statusCode(200)
                .header(RequestId.HEADER, equalTo("order-7:a.b_c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "x'); DROP TABLE charges"})
    void one_that_might_do_harm_is_replaced(String id) {
        Merchant.SATANG
                .request()
                .header(RequestId.HEADER, id)
                .get("/nowhere")
                .then()
                .statusCode(404)
                .header(RequestId.HEADER, matchesPattern("[0-9a-f]{32}"));
    }
}
