package io.satang.charge;

/**
 * All that the service has kept and published so far; a request that is refused leaves it as it was.
 *
 * @param charges       rows
 * @param keys          idempotency keys
 * @param lateApprovals payments to be voided
 * @param events        records on the topics
 */
public record Footprint(long charges, long keys, long lateApprovals, long events) {}
