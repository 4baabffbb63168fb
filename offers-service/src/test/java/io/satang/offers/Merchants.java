package io.satang.offers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import io.satang.testing.TestAccounts;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The two accounts that tests call the service as. Each is a merchant to itself. */
public final class Merchants {
    public static final String ACCOUNT = TestAccounts.ACCOUNT;
    public static final String OTHER_ACCOUNT = TestAccounts.OTHER_ACCOUNT;

    /** Also on a machine that builds everything else at the same time. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static final AtomicBoolean PUBLISHED = new AtomicBoolean();

    private Merchants() {}

    /** Announces both, once, and waits until the service knows them. */
    public static void ready() {
        Awaitility.setDefaultTimeout(LONG_ENOUGH);
        if (!PUBLISHED.getAndSet(true)) {
            TestAccounts.publish(
                    ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                    ConfigProvider.getConfig().getValue("satang.keys.pepper", String.class));
        }
        await().untilAsserted(
                        () -> assertThat(owner().get("/offers").statusCode()).isEqualTo(200));
        await().untilAsserted(
                        () -> assertThat(other().get("/offers").statusCode()).isEqualTo(200));
    }

    /** A request of the account that the tests are about. */
    public static RequestSpecification owner() {
        return as(TestAccounts.SECRET_KEY);
    }

    /** A request of the other one. */
    public static RequestSpecification other() {
        return as(TestAccounts.OTHER_SECRET_KEY);
    }

    /** A request that shows this key. */
    public static RequestSpecification as(String key) {
        return given().auth().preemptive().basic(key, "");
    }
}
