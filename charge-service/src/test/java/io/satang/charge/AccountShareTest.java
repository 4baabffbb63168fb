package io.satang.charge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One merchant's requests under way leave room for those of others. */
@QuarkusTest
class AccountShareTest {
    private static final int SHARE = 128;

    @Test
    void an_account_with_too_many_requests_under_way_is_told_to_come_back_and_others_are_served() throws IOException {
        List<Socket> unfinished = new ArrayList<>();
        try {
            for (int i = 0; i < SHARE; i++) {
                unfinished.add(beginRequest());
            }
            await().untilAsserted(() -> Merchant.SATANG
                    .request()
                    .get("/charges")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "1")
                    .body("code", equalTo("too_many_requests")));
            Merchant.OTHER.request().get("/charges").then().statusCode(200);
        } finally {
            for (Socket client : unfinished) {
                client.close();
            }
        }
        await().untilAsserted(
                        () -> Merchant.SATANG.request().get("/charges").then().statusCode(200));
    }

    private static Socket beginRequest() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        String credentials = Base64.getEncoder().encodeToString("skey_test_satang:".getBytes(UTF_8));
        String head = "POST /charges HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + credentials
                + "\r\nContent-Length: 100\r\n\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        return client;
    }
}
