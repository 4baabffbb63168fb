package io.satang.charge.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchants;
import io.satang.charge.TestTopics;
import io.satang.events.EventEnvelope;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others are told of customers and cards. */
@QuarkusTest
class CustomerEventsTest {
    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    TestTopics topics;

    private Shop shop;
    private TokenCreated token;

    @BeforeEach
    void open() {
        shop = new Shop(merchants.open());
        token = cards.token(shop.merchant());
    }

    @Test
    void a_customers_life_is_told_with_versions_without_a_gap() throws Exception {
        String id = shop.created("email=a@example.com").getString("id");
        String path = "/customers/" + id;
        shop.patched(path, "description=one");
        shop.patched(path, "card=" + token.tokenId());
        shop.patched(path + "/cards/" + token.cardId(), "name=Somsri");
        shop.patched(path, "description=two");
        shop.deleted(path);

        List<ConsumerRecord<String, String>> told = topics.awaitRecords(id, 5);

        assertThat(told)
                .extracting(ConsumerRecord::topic)
                .containsExactly(
                        "customer.created",
                        "customer.updated",
                        "customer.updated",
                        "customer.updated",
                        "customer.destroyed");
        for (int i = 0; i < told.size(); i++) {
            EventEnvelope envelope = EventEnvelope.from(told.get(i));
            assertThat(envelope.version()).isEqualTo(i + 1);
            assertThat(envelope.accountId()).isEqualTo(shop.merchant().accountId());
        }
        assertThat(object(told.get(2)).getString("default_card")).isEqualTo(token.cardId());
        assertThat(object(told.get(3)).getString("cards.data[0].name")).isEqualTo("Somsri");
        assertThat(object(told.get(4)).getBoolean("deleted")).isTrue();
        assertThat(told.getFirst().value()).startsWith("{\"customer_id\":\"" + id + "\"");
    }

    @Test
    void updates_come_in_the_order_in_which_they_were_made() {
        String id = shop.created("").getString("id");
        for (int i = 0; i < 10; i++) {
            shop.patched("/customers/" + id, "description=" + i);
        }

        List<ConsumerRecord<String, String>> updates = topics.awaitRecords(id, 11).stream()
                .filter(message -> message.topic().equals("customer.updated"))
                .toList();

        assertThat(updates).hasSize(10);
        assertThat(updates).extracting(ConsumerRecord::offset).isSorted();
    }

    @Test
    void a_cards_changes_and_its_end_are_told_under_its_own_id() throws Exception {
        String path = "/customers/" + shop.created("card=" + token.tokenId()).getString("id");
        String card = path + "/cards/" + token.cardId();
        shop.patched(card, "name=Somsri");
        shop.patched(card, "city=Chiang Mai");
        shop.deleted(card);

        List<ConsumerRecord<String, String>> told = topics.awaitRecords(token.cardId(), 3);

        assertThat(told)
                .extracting(ConsumerRecord::topic)
                .containsExactly("card.updated", "card.updated", "card.destroyed");
        assertThat(EventEnvelope.from(told.getFirst()).version()).isOne();
        assertThat(object(told.get(1)).getString("city")).isEqualTo("Chiang Mai");
        assertThat(object(told.get(1)).getString("location")).isEqualTo(card);
        assertThat(object(told.get(2)).getBoolean("deleted")).isTrue();
    }

    @Test
    void what_changes_nothing_is_told_to_nobody() {
        String id = shop.created("description=one&card=" + token.tokenId()).getString("id");
        shop.patched("/customers/" + id, "description=one&default_card=" + token.cardId());
        shop.patched("/customers/" + id + "/cards/" + token.cardId(), "name=Somchai Prasert");
        shop.patched("/customers/" + id, "description=two");

        assertThat(topics.awaitRecords(id, 2))
                .extracting(ConsumerRecord::topic)
                .containsExactly("customer.created", "customer.updated");
    }

    private static JsonPath object(ConsumerRecord<String, String> message) {
        return JsonPath.from(message.value()).setRootPath("object");
    }
}
