package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./satang listen}: an endpoint of its own for as long as it runs, which leaves nothing behind however it ends. */
@ExtendWith(RunningPlatform.class)
class ListenTest {
    private static final String OWN_URI = "http://127.0.0.1:9/the-shop's-own";
    /** The lease, the sweep, and a busy machine. */
    private static final Duration LAPSE = Duration.ofSeconds(60);

    private final Platform platform;
    private final Shop shop;

    ListenTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @AfterEach
    void takeTheAddressAway() {
        shop.stopWebhooks();
    }

    @Test
    void two_at_once_leave_the_accounts_address_alone_however_and_in_whatever_order_they_end() {
        shop.secret().patch("/account", "webhook_uri=" + OWN_URI).ok();
        Set<String> addresses = new HashSet<>();
        // The leases of those that are killed first lapse while the others run.
        List<Consumer<Terminal>> endings = List.of(Terminal::kill, Terminal::interrupt);
        for (Consumer<Terminal> first : endings) {
            for (Consumer<Terminal> second : endings) {
                try (Terminal one = listen();
                        Terminal other = listen()) {
                    addresses.add(address(one));
                    addresses.add(address(other));
                    String charge = shop.charge().path("id").asText();
                    one.awaitLine(charge);
                    other.awaitLine(charge);
                    first.accept(one);
                    String later = shop.charge().path("id").asText();
                    other.awaitLine(later);
                    second.accept(other);
                }
                assertThat(shop.secret().get("/account").ok("webhook_uri")).isEqualTo(OWN_URI);
            }
        }
        await().atMost(LAPSE).untilAsserted(() -> assertThat(endpoints()).doesNotContainAnyElementsOf(addresses));
        assertThat(shop.secret().get("/account").ok("webhook_uri")).isEqualTo(OWN_URI);
    }

    @Test
    void ctrl_c_takes_the_endpoint_back_at_once() {
        try (Terminal listener = listen("--events", "charge.complete")) {
            String address = address(listener);
            assertThat(endpoints()).contains(address);

            listener.interrupt();

            assertThat(endpoints()).doesNotContain(address);
        }
    }

    @Test
    void only_what_was_asked_for_arrives_and_is_passed_on_with_its_answer() {
        try (Inbox program = Inbox.open();
                Terminal listener = listen(
                        "--events",
                        "charge.complete",
                        "--forward-to",
                        program.uri().toString(),
                        "--headers",
                        "X-Shop:till-7")) {
            listener.awaitLine("listening at ");
            JsonNode charge = shop.charge();
            shop.press(charge, "outcome=failed", "failure_code=insufficient_fund");

            String line = listener.awaitLine(charge.path("id").asText());

            assertThat(line)
                    .contains(
                            "charge.complete", "4000.00 THB", "failed/insufficient_fund", "signature holds", "-> 200");
            assertThat(program.about(charge.path("id").asText()))
                    .extracting(Webhook::key)
                    .containsExactly("charge.complete");
            assertThat(listener.lines()).noneMatch(said -> said.contains("charge.create"));
        }
    }

    @Test
    void an_address_that_the_platform_cannot_reach_is_told_with_what_to_do() {
        try (Terminal listener = listen("--advertise", "http://127.0.0.1:9/nobody")) {
            assertThat(listener.awaitEnd()).isEqualTo(1);

            assertThat(listener.lines())
                    .anyMatch(line -> line.contains("the platform cannot reach this listener"))
                    .anyMatch(line -> line.contains("http://127.0.0.1:9/nobody"))
                    .anyMatch(line -> line.contains("--advertise URL"))
                    .noneMatch(line -> line.contains("\tat "));
        }
        assertThat(endpoints()).doesNotContain("http://127.0.0.1:9/nobody");
    }

    @Test
    void at_all_addresses_it_finds_out_by_itself_which_one_leads_to_it() {
        try (Terminal listener =
                Terminal.start("listen", "--url", platform.baseUrl().toString(), "--host", "0.0.0.0")) {
            listener.awaitLine("listening at http://127.0.0.1:");
            String charge = shop.charge().path("id").asText();

            assertThat(listener.awaitLine(charge)).contains("signature holds");
        }
    }

    @Test
    void a_platform_that_goes_and_comes_back_is_waited_for() {
        try (Terminal listener = listen()) {
            listener.awaitLine("listening at ");
            platform.takeAway("webhook-service");
            platform.takeAway("webhook-service-2");
            listener.awaitLine("the platform has gone; waiting");

            platform.bringBack("webhook-service");
            platform.bringBack("webhook-service-2");

            listener.awaitLine("back");
            await().untilAsserted(
                            () -> listener.awaitLine(shop.charge().path("id").asText()));
        }
    }

    private Terminal listen(String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "listen";
        command[1] = "--state";
        command[2] = platform.state().toString();
        System.arraycopy(options, 0, command, 3, options.length);
        return Terminal.start(command);
    }

    private static String address(Terminal listener) {
        return listener.awaitLine("listening at ").replaceFirst("listening at (.*), Ctrl-C ends", "$1");
    }

    /** Where the account's endpoints are. */
    private List<String> endpoints() {
        return StreamSupport.stream(
                        shop.secret()
                                .get("/webhook_endpoints?limit=100")
                                .ok()
                                .path("data")
                                .spliterator(),
                        false)
                .map(endpoint -> endpoint.path("uri").asText())
                .toList();
    }
}
