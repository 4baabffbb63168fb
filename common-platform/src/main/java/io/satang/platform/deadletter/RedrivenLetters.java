package io.satang.platform.deadletter;

import io.satang.platform.schema.SharedSchema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which letters were redriven, in the service's own database. */
@ApplicationScoped
class RedrivenLetters {
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(3);

    private static final String COUNT = """
            SELECT count(*) AS letters FROM redriven_letters
            WHERE topic = $1 AND topic_id = $2 AND letter_partition = $3 AND letter_offset >= $4 AND letter_offset < $5
            """;

    private static final String BETWEEN = """
            SELECT letter_offset FROM redriven_letters
            WHERE topic = $1 AND topic_id = $2 AND letter_partition = $3 AND letter_offset >= $4 AND letter_offset < $5
            """;

    // Two operators at once may both have redriven it.
    private static final String ADD = """
            INSERT INTO redriven_letters (topic, topic_id, letter_partition, letter_offset)
            SELECT $1, $2, $3, letter FROM unnest($4::bigint[]) AS letter
            ON CONFLICT DO NOTHING
            """;

    private static final String FORGET = """
            DELETE FROM redriven_letters
            WHERE topic = $1 AND (topic_id <> $2 OR letter_partition = $3 AND letter_offset < $4)
            """;

    private final Pool pool;

    RedrivenLetters(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Produces
    @Singleton
    static SharedSchema schema() {
        return new SharedSchema("dead_letter");
    }

    /** How many of those that are still there. */
    Uni<Long> count(LetterPartition partition) {
        return bounded(pool.preparedQuery(COUNT).execute(range(partition, partition.begin(), partition.end())))
                .map(rows -> rows.iterator().next().getLong("letters"));
    }

    /** Their offsets from one, inclusive, to another, exclusive; the caller bounds how far these are apart. */
    Uni<Set<Long>> between(LetterPartition partition, long from, long to) {
        return bounded(pool.preparedQuery(BETWEEN).execute(range(partition, from, to)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getLong("letter_offset"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Keeps that these were redriven. */
    Uni<Void> add(LetterPartition partition, List<Long> offsets) {
        return bounded(pool.preparedQuery(ADD)
                        .execute(Tuple.of(
                                partition.topic(), partition.id(), partition.number(), offsets.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    /** Forgets what Kafka no longer has. */
    Uni<Void> forgetBefore(LetterPartition partition) {
        return bounded(pool.preparedQuery(FORGET)
                        .execute(Tuple.of(partition.topic(), partition.id(), partition.number(), partition.begin())))
                .replaceWithVoid();
    }

    private static Tuple range(LetterPartition partition, long from, long to) {
        return Tuple.of(partition.topic(), partition.id(), partition.number(), from, to);
    }

    private static <T> Uni<T> bounded(Uni<T> statement) {
        return statement.ifNoItem().after(STATEMENT_MAX).fail();
    }
}
