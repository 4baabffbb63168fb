package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.acceptance.Databases.ChargeRow;
import io.satang.acceptance.Purchases.Refusal;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Payments run while every process is killed as {@code kill -9} does, and frozen, and while Kafka is away and every service is started
 * again. What was accepted is never lost, ends once and by itself, and everybody hears of it under one id.
 */
@Order(Integer.MAX_VALUE)
@Tag("outage")
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

    private static final int PAYMENTS_BETWEEN_OUTAGES = 20;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FROZEN = Duration.ofSeconds(30);
    private static final Duration WITHOUT_KAFKA = Duration.ofMinutes(2);
    private static final Duration CATCHING_UP = Duration.ofSeconds(90);

    /** Together these are every process; of each service at least one replica is left, where there are two. */
    private static final List<List<String>> FROZEN_TOGETHER = List.of(
            List.of("source-service", "charge-service-2", "webhook-service"),
            List.of("source-service-2", "charge-service", "webhook-service-2", "account-service"),
            List.of("kafka"),
            List.of("postgres"));

    private final String description = "crash-" + UUID.randomUUID();
    private final String cardDescription = "crash-cards-" + UUID.randomUUID();
    private final String discountDescription = "crash-discounts-" + UUID.randomUUID();
    private final Inbox inbox = Inbox.open();
    private final Platform platform;
    private final Shop shop;
    private final Traffic traffic;
    private final Traffic cards;
    private final Shop impatient;
    private Programme programme = new Programme("", "");
    private List<ChargeRow> rows = List.of();

    /** An offer that takes a tenth off, and its link to the card that all buyers pay with. */
    private record Programme(String offer, String link) {}

    CrashTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
        this.impatient = new Shop(platform.api().withTimeout(REQUEST_TIMEOUT));
        this.traffic = new Traffic(new Payer(impatient, description));
        this.cards = new Traffic(new CardBuyer(impatient, cardDescription));
    }

    @BeforeAll
    void payThroughEveryOutage() {
        shop.sendWebhooksTo(inbox);
        try (traffic) {
            traffic.start();
            traffic.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
            killEach();
            killWhileTheProviderFails();
            killWhileDiscountsAreSetAside();
            freezeEach();
            restartEverythingWithoutKafka();
        }
        await("every charge ends by itself")
                .atMost(Payer.EXPIRY.plus(CATCHING_UP))
                .until(() -> platform.databases().charges(description).stream()
                        .noneMatch(row -> row.status().equals("pending")));
        rows = platform.databases().charges(description);
    }

    /** One of each: its sibling dies no other death. */
    private void killEach() {
        for (String process : platform.processes()) {
            if (!process.endsWith("-2")) {
                platform.kill(process);
                traffic.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
            }
        }
    }

    /** What the provider has done must be found although nobody has heard of it and whoever had asked is dead. */
    private void killWhileTheProviderFails() {
        try (cards) {
            cards.start();
            for (String instruction : List.of("behaviour=drop", "behaviour=slow&delay_ms=300")) {
                shop.tellSimulator(instruction);
                platform.kill("charge-service");
                traffic.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
            }
            shop.tellSimulator("behaviour=normal");
            cards.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
        }
    }

    /** What was set aside unheard is found or given up, and never more than the offer knows of. */
    private void killWhileDiscountsAreSetAside() {
        programme = programme();
        CardBuyer buyer = new CardBuyer(impatient, discountDescription, "card_offer=" + programme.link());
        try (Traffic discounts = new Traffic(buyer)) {
            discounts.start();
            for (String process : List.of("offers-service", "charge-service", "offers-service", "charge-service")) {
                platform.kill(process);
                discounts.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
            }
        }
    }

    private Programme programme() {
        String person = shop.secret()
                .post("/persons", "first_name=Somchai", "last_name=Prasert", "email=somchai@customer.example")
                .ok("id");
        String card = shop.secret()
                .post(
                        "/cards",
                        "person_id=" + person,
                        "card[name]=Somchai+Prasert",
                        "card[number]=" + CardBuyer.CARD,
                        "card[expiration_month]=12",
                        "card[expiration_year]=2035")
                .ok("id");
        String offer = shop.secret()
                .post(
                        "/offers",
                        "merchant_id=account_test_5satang000000000001",
                        "name=Through+crashes",
                        "benefit=discount",
                        "reward[type]=percent",
                        "reward[percent]=10",
                        "budget[limit]=100000000")
                .ok("id");
        return new Programme(
                offer,
                shop.secret()
                        .post("/cards/" + card + "/offers", "offer_id=" + offer)
                        .ok("id"));
    }

    private void freezeEach() {
        for (List<String> processes : FROZEN_TOGETHER) {
            platform.freeze(processes);
            pause(FROZEN);
            platform.thaw(processes);
            traffic.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
        }
    }

    private void restartEverythingWithoutKafka() {
        platform.takeAway("kafka");
        long begin = System.nanoTime();
        platform.services().forEach(platform::terminate);
        traffic.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
        pause(WITHOUT_KAFKA.minusNanos(System.nanoTime() - begin));
        platform.bringBack("kafka");
        traffic.awaitPayments(PAYMENTS_BETWEEN_OUTAGES);
    }

    /** An outage lasts as long as it lasts; what is left of it may be nothing. */
    private static void pause(Duration duration) {
        Duration left = duration.isNegative() ? Duration.ZERO : duration;
        await().pollDelay(left).atMost(left.plusMinutes(1)).until(() -> true);
    }

    @AfterAll
    void webhooksGoNowhere() {
        shop.stopWebhooks();
        inbox.close();
    }

    @Test
    void every_accepted_charge_is_there_and_has_ended_by_itself() {
        assertThat(rows)
                .extracting(ChargeRow::id)
                .containsAll(traffic.purchases().accepted());
        assertThat(rows).extracting(ChargeRow::status).isSubsetOf("successful", "expired");
    }

    @Test
    void every_charge_whose_payer_was_told_so_is_paid() {
        assertThat(rows)
                .filteredOn(row -> traffic.purchases().paid().contains(row.id()))
                .hasSameSizeAs(traffic.purchases().paid())
                .allSatisfy(row -> assertThat(row.status()).isEqualTo("successful"));
    }

    @Test
    void the_providers_own_record_agrees_with_the_charges_to_the_subunit() {
        await().atMost(CATCHING_UP).until(() -> platform.databases().openOperations() == 0);

        assertThat(platform.databases().outOfBalance()).isEmpty();
    }

    @Test
    void every_charge_by_card_that_was_answered_is_there_and_paid_if_it_was_said_so() {
        List<ChargeRow> charges = platform.databases().charges(cardDescription);

        assertThat(charges)
                .extracting(ChargeRow::id)
                .containsAll(cards.purchases().accepted());
        assertThat(charges)
                .filteredOn(row -> cards.purchases().paid().contains(row.id()))
                .hasSameSizeAs(cards.purchases().paid())
                .allSatisfy(row -> assertThat(row.status()).isEqualTo("successful"));
    }

    @Test
    void every_discount_that_a_charge_was_given_is_one_that_its_offer_has_counted_and_no_other() {
        await().atMost(CATCHING_UP).until(() -> platform.databases().openOperations() == 0);
        await().atMost(CATCHING_UP).untilAsserted(() -> {
            assertThat(platform.databases().discounts(discountDescription)).isNotEmpty();
            assertThat(platform.databases().redeemed(programme.offer()))
                    .containsExactlyInAnyOrderElementsOf(platform.databases().discounts(discountDescription));
        });
        assertThat(platform.databases().miscounted(programme.offer())).isZero();
    }

    @Test
    void the_api_says_what_the_rows_say() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(
                                shop.secret().get("/charges/" + row.id()).ok("status"))
                        .isEqualTo(row.status()));
    }

    @Test
    void the_sources_mirror_their_charges() {
        await().atMost(CATCHING_UP)
                .untilAsserted(() -> assertThat(rows)
                        .allSatisfy(row -> assertThat(shop.secret()
                                        .get("/sources/" + row.sourceId())
                                        .ok("charge_status"))
                                .isEqualTo(row.status())));
    }

    @Test
    void the_events_on_the_topics_match_the_rows() {
        await().atMost(CATCHING_UP).until(() -> platform.databases().unpublished() == 0);

        new ChargeHistory(rows).assertMatches(platform.topics());
        assertThat(platform.topics().events(EventType.SOURCE_CREATED.topic()))
                .extracting(EventEnvelope::aggregateId)
                .containsAll(traffic.purchases().sources());
    }

    @Test
    void every_webhook_arrives_at_least_once_under_one_id() {
        await().atMost(CATCHING_UP).untilAsserted(() -> new ChargeHistory(rows).assertArrived(inbox.all()));
    }

    @Test
    void what_could_not_be_done_was_answered_with_an_error_object() {
        List<Refusal> refusals = traffic.purchases().refusals();

        assertThat(refusals).as("outages that nobody noticed show nothing").isNotEmpty();
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.body()).contains("\"object\":\"error\"");
            assertThat(refusal.status()).isNotEqualTo(500);
        });
    }
}
