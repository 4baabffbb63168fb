package io.satang.charge.expire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.Together;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row that this replica cannot read or judge, because of damage or because a newer replica wrote it. */
@QuarkusTest
class UnreadableChargeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    // Other tests count what is overdue.
    @AfterEach
    void leaveNothingUnreadable() {
        rows.update(
                "DELETE FROM charges" + " WHERE status = 'dreamt' OR terms::text = '{}' OR quarantined_at IS NOT NULL");
        rows.update("ALTER TABLE charges DROP CONSTRAINT IF EXISTS charges_known_status");
        rows.update(
                "ALTER TABLE charges ADD CONSTRAINT charges_known_status CHECK (status IN ('pending', 'reserving', 'authorizing',"
                        + " 'authorized', 'capturing', 'successful', 'failed', 'expired', 'reversed')) NOT VALID");
    }

    @Test
    void itIsSetAsideByTheSweepAndItsNeighboursExpire() {
        String damaged = charge(Duration.ofHours(1));
        String neighbour = charge(Duration.ofHours(1));
        damage(damaged);
        makeDue(damaged, neighbour);

        await().atMost(PATIENCE)
                .until(() -> Merchant.SATANG.retrieve(neighbour).getString("status"), "expired"::equals);
        await().atMost(PATIENCE)
                .until(() -> rows.count("SELECT count(quarantined_at) FROM charges WHERE id = ?", damaged) == 1);

        assertThat(rows.text("SELECT quarantine_reason FROM charges WHERE id = ?", damaged))
                .isNotBlank();
        await().atMost(PATIENCE).until(() -> metrics().contains("satang_charges_quarantined_count 1.0"));
    }

    @Test
    void oneThatCannotBeSettledIsSetAsideToo() {
        String puzzling = charge(Duration.ofHours(1));
        String neighbour = charge(Duration.ofHours(1));
        // No amount of money is so large as this fee.
        rows.update(
                "UPDATE charges SET terms = jsonb_set(terms::jsonb, '{pricing,fee_rate}', '1e30')::json WHERE id = ?",
                puzzling);
        makeDue(puzzling, neighbour);

        await().atMost(PATIENCE)
                .until(() -> Merchant.SATANG.retrieve(neighbour).getString("status"), "expired"::equals);
        await().atMost(PATIENCE)
                .until(() -> rows.count("SELECT count(quarantined_at) FROM charges WHERE id = ?", puzzling) == 1);

        assertThat(rows.text("SELECT quarantine_reason FROM charges WHERE id = ?", puzzling))
                .contains("cannot be decided upon");
    }

    @Test
    void itIsTheOnlyOneOfItsBatchThatCannotBeRetrieved() {
        String unknown = charge(Duration.ofHours(1));
        String damaged = charge(Duration.ofHours(1));
        String neighbour = charge(Duration.ofHours(1));
        reverse(unknown);
        damage(damaged);

        List<Response> answers = Together.run(IntStream.range(0, 60)
                .mapToObj(i -> List.of(unknown, damaged, neighbour).get(i % 3))
                .map(id -> (Callable<Response>) () -> Merchant.SATANG.request().get("/charges/" + id))
                .toList());

        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).then().statusCode(i % 3 == 2 ? 200 : 500);
        }
    }

    @Test
    void aListSaysOfItWhatItsColumnsSay() {
        String unknown = charge(Duration.ofHours(1));
        String neighbour = charge(Duration.ofHours(1));
        reverse(unknown);

        Response list = Merchant.SATANG.request().get("/charges?limit=2&order=reverse_chronological");

        list.then().statusCode(200);
        List<Map<String, Object>> charges = list.jsonPath().getList("data");
        assertThat(charges).extracting(charge -> charge.get("id")).containsExactly(neighbour, unknown);
        assertThat(charges.get(1))
                .containsEntry("object", "charge")
                .containsEntry("status", "dreamt")
                .containsEntry("unreadable", true)
                .containsKeys("amount", "currency", "created_at");
    }

    private void damage(String id) {
        rows.update("UPDATE charges SET terms = '{}' WHERE id = ?", id);
    }

    // Both at once, and after the damage, so that no sweep comes upon one of them before.
    private void makeDue(String one, String other) {
        rows.update(
                "UPDATE charges SET created_at = now() - interval '2 s', expires_at = now() - interval '1 ms' WHERE id IN (?, ?)",
                one,
                other);
    }

    private void reverse(String id) {
        rows.update("ALTER TABLE charges DROP CONSTRAINT IF EXISTS charges_known_status");
        rows.update("UPDATE charges SET status = 'dreamt', ended_at = now() WHERE id = ?", id);
    }

    private String charge(Duration lifetime) {
        JsonPath charge =
                Merchant.SATANG.charged(sources.announced(SampleSources.points().chargesExpireAfter(lifetime)));
        return charge.getString("id");
    }

    private static String metrics() {
        return Merchant.management().get("/q/metrics").then().extract().asString();
    }
}
