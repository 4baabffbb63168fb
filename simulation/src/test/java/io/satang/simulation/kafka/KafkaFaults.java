package io.satang.simulation.kafka;

/**
 * How often things go wrong between a service and the broker.
 *
 * @param lostRequests percent of produce requests that have to be sent again
 * @param failures     percent of produce requests that are given up
 * @param duplicates   percent of produce requests that are appended twice
 * @param slow         percent of messages that take long
 * @param frozen       percent of ordered batches with which in its hands a process is paused, for longer than its lease
 */
public record KafkaFaults(double lostRequests, double failures, double duplicates, double slow, double frozen) {
    /** Nothing goes wrong. */
    public static final KafkaFaults NONE = new KafkaFaults(0, 0, 0, 0, 0);
}
