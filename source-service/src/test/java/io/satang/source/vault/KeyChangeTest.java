package io.satang.source.vault;

import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.token.Tokenization.NUMBER;
import static io.satang.source.token.Tokenization.keep;
import static io.satang.source.token.Tokenization.tokenize;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.platform.time.Timers;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.TestAccounts;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a new key has come, the cards that are kept no longer need the old one. */
@ServiceTest
class KeyChangeTest {
    @Inject
    Rows rows;

    @Inject
    Pool pool;

    @Inject
    Timers timers;

    @ConfigProperty(name = "satang.vault.encryption-keys")
    String present;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
        rows.update("DELETE FROM kept_cards");
    }

    @Test
    void kept_cards_are_sealed_with_the_newest_key_and_opened_with_it() throws Exception {
        List<String> cards = List.of(kept(1), kept(2), kept(3));
        CardCipher changed = VaultTest.cipher(VaultTest.NEW + "," + present);

        run(changed);

        assertThat(rows.count("SELECT count(*) FROM kept_cards WHERE key_id = '2026-07'"))
                .isEqualTo(3);
        KeptCardStore store = new KeptCardStore(pool);
        List<KeptCard> sealed = store.sealedWith("2026-07", "", 10).await().atMost(Duration.ofSeconds(10));
        assertThat(sealed).extracting(card -> card.identity().cardId()).containsExactlyInAnyOrderElementsOf(cards);
        for (KeptCard card : sealed) {
            assertThat(VaultTest.cipher(VaultTest.NEW)
                            .open(card.material(), card.identity())
                            .number()
                            .digits())
                    .isEqualTo(NUMBER);
        }
        assertThat(metrics.counter("satang.vault.resealed.cards").count()).isEqualTo(3);
    }

    @Test
    void a_card_that_was_tampered_with_is_told_and_does_not_hold_up_the_others() {
        String tampered = kept(4);
        String moved = kept(5);
        kept(6);
        rows.update(
                "UPDATE kept_cards SET material = set_byte(material, 20, get_byte(material, 20) # 1) WHERE card_id = ?",
                tampered);
        rows.update(
                "UPDATE kept_cards SET material = (SELECT material FROM kept_cards WHERE card_id = ?) WHERE card_id = ?",
                tampered,
                moved);

        run(VaultTest.cipher(VaultTest.NEW + "," + present));

        assertThat(rows.texts("SELECT card_id FROM kept_cards WHERE key_id = 'local'"))
                .containsExactlyInAnyOrder(tampered, moved);
        assertThat(metrics.counter("satang.vault.unreadable.cards").count()).isEqualTo(2);
        assertThat(metrics.counter("satang.vault.resealed.cards").count()).isEqualTo(1);
    }

    private void run(CardCipher cipher) {
        new KeyChange(cipher, new KeptCardStore(pool), timers, metrics)
                .run()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static String kept(int customer) {
        String token = tokenize(THAI_PUBLIC, NUMBER).path("id");
        return keep(token, TestAccounts.ACCOUNT, "cust_test_%019d".formatted(customer))
                .path("card_id");
    }
}
