package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading on behind an event misses none, in whichever order transactions end (docs/decisions/0032-the-order-of-arrival.md). */
@QuarkusTest
class ArrivalOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Merchant merchant;
    private int events;

    @BeforeEach
    void open() {
        merchant = Merchant.open();
    }

    @Test
    void an_event_that_is_committed_late_is_not_skipped() throws SQLException {
        String start = committed(Merchant.now());
        try (Connection slow = transaction();
                Connection quick = transaction()) {
            // The slow one has its place first, and is older too.
            String late = insert(slow, Merchant.now());
            String early = insert(quick, Merchant.now());
            quick.commit();

            assertThat(readOn(start)).isEmpty();

            slow.commit();
            await().atMost(PATIENCE).until(() -> readOn(start).equals(List.of(late, early)));
        }
    }

    @Test
    void an_event_of_an_earlier_time_that_arrives_later_comes_later() throws SQLException {
        String first = committed(Merchant.now());
        String old = committed(Merchant.now().minus(Duration.ofDays(3)));

        await().atMost(PATIENCE).until(() -> readOn(first).equals(List.of(old)));
        merchant.request().get("/events").then().body("data.id", equalTo(List.of(old, first)));
    }

    @Test
    void a_transaction_that_never_ends_well_holds_nothing_back_for_good() throws SQLException {
        String start = committed(Merchant.now());
        String behind;
        try (Connection lost = transaction()) {
            insert(lost, Merchant.now());
            behind = committed(Merchant.now());
            lost.rollback();
        }
        await().atMost(PATIENCE).until(() -> readOn(start).equals(List.of(behind)));
    }

    @Test
    void all_events_are_read_page_by_page_those_of_the_release_before_first() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection transaction = transaction()) {
            for (int i = 0; i < 3; i++) {
                all.add(insertOfTheReleaseBefore(transaction, Merchant.now().minusSeconds(60 - i)));
            }
            transaction.commit();
        }
        try (Connection transaction = transaction()) {
            for (int i = 0; i < 4; i++) {
                all.add(insert(transaction, Merchant.now().minusSeconds(i)));
            }
            transaction.commit();
        }
        all.add(committed(Merchant.now()));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(page("0", "limit=100").getList("data.id")).containsExactlyElementsOf(all));

        List<String> read = new ArrayList<>();
        String after = "0";
        for (List<String> ids = ids(page(after, "limit=2")); !ids.isEmpty(); ids = ids(page(after, "limit=2"))) {
            read.addAll(ids);
            after = page(after, "limit=2").getString("next");
        }
        assertThat(read).containsExactlyElementsOf(all);
        assertThat(page(after, "").getString("next")).isEqualTo(after);
    }

    @Test
    void next_goes_past_what_a_filter_leaves_out() throws SQLException {
        String first = committed(Merchant.now());
        String last = committed(Merchant.now());

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonPath none = page(first, "key=charge.create");
            assertThat(ids(none)).isEmpty();
            assertThat(none.getString("next")).isEqualTo(last);
        });
        JsonPath one = page("0", "key=charge.complete&limit=1");
        assertThat(ids(one)).containsExactly(first);
        assertThat(one.getString("next")).isEqualTo(first);
        assertThat(one.getInt("total")).isEqualTo(2);
    }

    @Test
    void an_event_that_is_not_the_accounts_is_no_place_to_go_on() throws SQLException {
        String event = committed(Merchant.now());

        Merchant.open()
                .request()
                .get("/events?after=" + event)
                .then()
                .statusCode(404)
                .body("message", equalTo("event " + event + " was not found"));
        Merchant.open()
                .request()
                .get("/events?after=0")
                .then()
                .body("data", hasSize(0))
                .body("next", equalTo("0"));
    }

    private List<String> readOn(String after) {
        return ids(page(after, ""));
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("data.id");
    }

    private JsonPath page(String after, String query) {
        return merchant.request()
                .get("/events?after=" + after + "&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String committed(Instant at) throws SQLException {
        try (Connection transaction = transaction()) {
            String id = insert(transaction, at);
            transaction.commit();
            return id;
        }
    }

    private static Connection transaction() throws SQLException {
        Connection connection = Tables.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    // As the service does, which leaves the transaction to the column's default.
    private String insert(Connection transaction, Instant at) throws SQLException {
        return insert(transaction, at, "");
    }

    private String insertOfTheReleaseBefore(Connection transaction, Instant at) throws SQLException {
        return insert(transaction, at, ", arrival = '0'");
    }

    private String insert(Connection transaction, Instant at, String arrival) throws SQLException {
        String id = "evnt_test_%s%03d".formatted(merchant.accountId().substring("account_test_".length()), events++);
        String sql = """
                INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                VALUES (?, ?, false, 'charge.complete', 'chrg_test_1', 1, '{}', ?)
                """;
        try (PreparedStatement insert = transaction.prepareStatement(sql)) {
            insert.setString(1, id);
            insert.setString(2, merchant.accountId());
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        if (!arrival.isEmpty()) {
            try (PreparedStatement update =
                    transaction.prepareStatement("UPDATE events SET id = id" + arrival + " WHERE id = ?")) {
                update.setString(1, id);
                update.executeUpdate();
            }
        }
        return id;
    }
}
