-- Which letters of this service's dead-letter topics were redriven. A topic that is made again has another id and begins again at offset 0,
-- so that nothing on it is taken for what stood on the one before.
CREATE TABLE IF NOT EXISTS redriven_letters (
    topic            text NOT NULL,
    topic_id         text NOT NULL,
    letter_partition integer NOT NULL CHECK (letter_partition >= 0),
    letter_offset    bigint NOT NULL CHECK (letter_offset >= 0),
    redriven_at      timestamptz NOT NULL DEFAULT now(),
    -- Serves counting and finding what was redriven of a range of offsets, and forgetting what Kafka no longer has.
    PRIMARY KEY (topic, topic_id, letter_partition, letter_offset)
);
