package io.satang.charge.customer;

import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.Together;
import io.satang.events.EventEnvelope;
import io.satang.events.TokenCreated;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.TokenId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vault and the customers' rows agree in the end, whatever happens between the two, and whoever races. */
@QuarkusTest
class CardKeepingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Inject
    TestTopics topics;

    @Inject
    VaultIntentStore intents;

    @Inject
    Vault vault;

    @Inject
    Ids ids;

    private Shop shop;
    private TokenCreated token;

    @BeforeEach
    void open() {
        shop = new Shop(merchants.open());
        token = cards.token(shop.merchant());
    }

    @Test
    void a_card_that_is_kept_for_a_customer_who_was_never_stored_is_forgotten() {
        cards.losesAnswer(token.tokenId());
        refused(shop.create("card=" + token.tokenId()), 503, "service_unavailable", unavailable());
        assertThat(cards.keeps(token.cardId())).isTrue();
        cards.recovers(token.tokenId());

        letTimePass();

        await().atMost(PATIENCE).until(() -> unfinished() == 0);
        assertThat(cards.keeps(token.cardId())).isFalse();
        assertThat(shop.found("/customers").getInt("total")).isZero();
        refused(shop.create("card=" + token.tokenId()), 400, "used_token", "token was already used");
    }

    @Test
    void who_asks_again_with_the_same_token_is_given_the_customer() {
        cards.losesAnswer(token.tokenId());
        shop.create("card=" + token.tokenId()).then().statusCode(503);
        cards.recovers(token.tokenId());

        JsonPath made = shop.created("card=" + token.tokenId());

        assertThat(made.getString("default_card")).isEqualTo(token.cardId());
        assertThat(cards.keeps(token.cardId())).isTrue();
        assertThat(unfinished()).isZero();
    }

    @Test
    void who_asks_again_to_add_the_card_of_the_same_token_is_given_the_card() {
        String path = "/customers/" + shop.created("").getString("id");
        cards.isDown(token.tokenId());
        refused(shop.patch(path, "card=" + token.tokenId()), 503, "service_unavailable", unavailable());
        cards.recovers(token.tokenId());

        assertThat(shop.patched(path, "card=" + token.tokenId()).getInt("cards.total"))
                .isOne();
        assertThat(unfinished()).isZero();
    }

    @Test
    void a_token_whose_card_is_being_added_is_nobody_elses() {
        String path = "/customers/" + shop.created("").getString("id");
        String other = "/customers/" + shop.created("").getString("id");
        cards.losesAnswer(token.tokenId());
        shop.patch(path, "card=" + token.tokenId()).then().statusCode(503);
        cards.recovers(token.tokenId());

        refused(shop.patch(other, "card=" + token.tokenId()), 400, "used_token", "token was already used");
        refused(shop.create("card=" + token.tokenId()), 400, "used_token", "token was already used");
    }

    @Test
    void a_card_that_the_vault_does_not_forget_at_once_is_forgotten_later() {
        String path = "/customers/" + shop.created("card=" + token.tokenId()).getString("id");
        cards.isDown(token.cardId());
        shop.deleted(path + "/cards/" + token.cardId());
        assertThat(cards.keeps(token.cardId())).isTrue();
        cards.recovers(token.cardId());

        letTimePass();

        await().atMost(PATIENCE).until(() -> unfinished() == 0);
        assertThat(cards.keeps(token.cardId())).isFalse();
    }

    @Test
    void a_vault_that_does_not_answer_is_asked_again() {
        String path = "/customers/" + shop.created("card=" + token.tokenId()).getString("id");
        cards.isDown(token.cardId());
        shop.deleted(path);
        letTimePass();
        await().atMost(PATIENCE)
                .until(() -> rows.count(
                                "SELECT coalesce(max(attempts), 0) FROM vault_intents WHERE token_id = ?",
                                token.tokenId())
                        > 0);
        assertThat(unfinished()).isOne();

        cards.recovers(token.cardId());
        letTimePass();

        await().atMost(PATIENCE).until(() -> unfinished() == 0);
        assertThat(cards.keeps(token.cardId())).isFalse();
    }

    @Test
    void a_request_that_comes_back_to_life_after_the_sweep_stores_no_card() {
        KeepIntent begun = begun(CustomerId.next(ids, false), true);
        vault.keep(begun.account(), begun.token(), begun.customer()).await().indefinitely();
        letTimePass();
        await().atMost(PATIENCE).until(() -> unfinished() == 0);

        // What was still under way when the sweep came through.
        assertThat(vault.keep(begun.account(), begun.token(), begun.customer())
                        .await()
                        .indefinitely())
                .isInstanceOf(Vault.KeepAnswer.Refused.class);
        assertThat(cards.keeps(token.cardId())).isFalse();
    }

    @Test
    void a_card_that_somebody_owns_is_not_forgotten_for_an_intent_that_was_left_behind() {
        String id = shop.created("card=" + token.tokenId()).getString("id");
        rows.update(
                "INSERT INTO vault_intents (account_id, token_id, customer_id, kind, creates, wake_at) VALUES (?, ?, ?, 'keep', false, now())",
                shop.merchant().accountId(),
                token.tokenId(),
                id);

        await().atMost(PATIENCE).until(() -> unfinished() == 0);

        assertThat(cards.keeps(token.cardId())).isTrue();
        assertThat(shop.found("/customers/" + id).getInt("cards.total")).isOne();
    }

    @Test
    void of_two_who_add_the_same_token_at_once_one_does() {
        String path = "/customers/" + shop.created("").getString("id");

        List<Response> answers = Together.run(4, () -> shop.patch(path, "card=" + token.tokenId()));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 400);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 400)
                .allSatisfy(answer -> refused(answer, 400, "used_token", "token was already used"));
        assertThat(shop.found(path).getInt("cards.total")).isOne();
        letTimePass();
        await().atMost(PATIENCE).until(() -> unfinished() == 0);
        assertThat(cards.keeps(token.cardId())).isTrue();
    }

    @Test
    void of_two_who_make_a_customer_with_the_same_token_at_once_one_does() {
        List<Response> answers = Together.run(4, () -> shop.create("card=" + token.tokenId()));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 400);
        assertThat(shop.found("/customers").getInt("total")).isOne();
        letTimePass();
        await().atMost(PATIENCE).until(() -> unfinished() == 0);
        assertThat(cards.keeps(token.cardId())).isTrue();
    }

    @Test
    void default_cards_that_are_chosen_at_once_are_each_chosen_and_one_stays() {
        List<TokenCreated> tokens = IntStream.range(0, 4)
                .mapToObj(i -> cards.token(shop.merchant()))
                .toList();
        String path = "/customers/" + shop.created("card=" + token.tokenId()).getString("id");
        tokens.forEach(each -> shop.patched(path, "card=" + each.tokenId()));

        List<String> answers = Together.run(tokens.stream()
                .map(each -> (Callable<String>) () ->
                        shop.patched(path, "default_card=" + each.cardId()).getString("default_card"))
                .toList());

        assertThat(answers)
                .containsExactlyElementsOf(
                        tokens.stream().map(TokenCreated::cardId).toList());
        assertThat(answers).contains(shop.found(path).getString("default_card"));
        assertThat(shop.found(path).getInt("cards.total")).isEqualTo(5);
    }

    @Test
    void changes_of_different_things_at_once_are_all_kept_and_told_with_versions_of_their_own() throws Exception {
        TokenCreated other = cards.token(shop.merchant());
        String id = shop.created("card=" + token.tokenId()).getString("id");
        String path = "/customers/" + id;
        shop.patched(path, "card=" + other.tokenId());

        Together.run(List.of(
                () -> shop.patched(path, "email=a@example.com"),
                () -> shop.patched(path, "description=Somchai"),
                () -> shop.patched(path, "metadata[a]=1"),
                () -> shop.patched(path, "default_card=" + other.cardId()),
                () -> shop.patched(path + "/cards/" + token.cardId(), "name=Somsri"),
                () -> shop.patched(path + "/cards/" + token.cardId(), "city=Chiang Mai")));

        JsonPath customer = shop.found(path);
        assertThat(customer.getString("email")).isEqualTo("a@example.com");
        assertThat(customer.getString("description")).isEqualTo("Somchai");
        assertThat(customer.getString("metadata.a")).isEqualTo("1");
        assertThat(customer.getString("default_card")).isEqualTo(other.cardId());
        JsonPath card = shop.found(path + "/cards/" + token.cardId());
        assertThat(card.getString("name")).isEqualTo("Somsri");
        assertThat(card.getString("city")).isEqualTo("Chiang Mai");
        assertThat(versions(topics.awaitRecords(id, 6))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(versions(topics.awaitRecords(token.cardId(), 2))).containsExactly(1L, 2L);
    }

    private static List<Long> versions(List<ConsumerRecord<String, String>> told) throws Exception {
        List<Long> versions = new ArrayList<>();
        for (ConsumerRecord<String, String> message : told) {
            versions.add(EventEnvelope.from(message).version());
        }
        return versions;
    }

    @Test
    void a_card_that_is_chosen_while_it_is_destroyed_is_not_the_default_afterwards() {
        TokenCreated other = cards.token(shop.merchant());
        String path = "/customers/" + shop.created("card=" + token.tokenId()).getString("id");
        shop.patched(path, "card=" + other.tokenId());

        List<Response> answers = Together.run(List.of(
                () -> shop.patch(path, "default_card=" + other.cardId()),
                () -> shop.delete(path + "/cards/" + other.cardId())));

        assertThat(answers.getFirst().statusCode()).isIn(200, 404);
        assertThat(answers.getLast().statusCode()).isEqualTo(200);
        assertThat(shop.found(path).getString("default_card")).isEqualTo(token.cardId());
    }

    @Test
    void a_customer_that_is_destroyed_while_it_is_given_a_card_leaves_no_card_behind() {
        String path = "/customers/" + shop.created("").getString("id");

        Together.run(List.of(() -> shop.patch(path, "card=" + token.tokenId()), () -> shop.delete(path)));

        shop.get(path).then().statusCode(404);
        letTimePass();
        await().atMost(PATIENCE).until(() -> unfinished() == 0 && !cards.keeps(token.cardId()));
    }

    private KeepIntent begun(CustomerId customer, boolean creates) {
        KeepIntent intent = new KeepIntent(
                new AccountId(shop.merchant().accountId()), new TokenId(token.tokenId()), customer, creates);
        return intents.begin(intent).await().indefinitely().orElseThrow();
    }

    private long unfinished() {
        return rows.count(
                "SELECT count(*) FROM vault_intents WHERE account_id = ?",
                shop.merchant().accountId());
    }

    /** A minute, as far as the sweep can tell. */
    private void letTimePass() {
        rows.update(
                "UPDATE vault_intents SET wake_at = now() WHERE account_id = ?",
                shop.merchant().accountId());
    }

    private static String unavailable() {
        return "the service is not available, try again";
    }
}
