package io.satang.platform.outbox;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells failures that pass from those that last. What is not known to last is tried again. */
final class PublishFailures {
    private PublishFailures() {}

    static Publication of(Throwable failure) {
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return isLasting(failure) ? new Publication.Lasting(reason) : new Publication.Passing(reason);
    }

    private static boolean isLasting(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidTopicException
                || failure instanceof InvalidRecordException;
    }
}
