package io.satang.charge;

import static org.awaitility.Awaitility.await;

import io.satang.testing.DatabaseRows;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/** The service's rows, past its own code. */
@Singleton
public class TestRows extends DatabaseRows {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestTopics topics;

    TestRows(DataSource database, TestTopics topics) {
        super(database);
        this.topics = topics;
    }

    /** What there is, once everything that was written has been published. */
    public Footprint footprint() {
        awaitPublished();
        return new Footprint(
                count("SELECT count(*) FROM charges"),
                count("SELECT count(*) FROM idempotency_keys"),
                count("SELECT count(*) FROM provider_operations"),
                topics.size());
    }

    /** Waits until the outbox is empty. */
    public void awaitPublished() {
        await().atMost(PATIENCE).until(() -> count("SELECT count(*) FROM outbox") == 0);
    }

    /** The one text that the query finds. */
    public String text(String query, Object... parameters) {
        return texts(query, parameters).getFirst();
    }
}
