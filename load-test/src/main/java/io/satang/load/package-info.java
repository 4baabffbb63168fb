/**
 * The benchmark: payments through the gateway from a process of its own, beside the bare SQL of the same payments
 * against the same PostgreSQL.
 *
 * <p>{@code WebhookBench} measures deliveries of webhooks alone, from the Kafka record to the receiver, {@code PagesBench} the pages of the
 * console for an account with a long history.
 *
 * <p>Everything that generates or receives load runs on one event loop, so the bookkeeping needs no locks and the
 * generator takes little of the processor that it measures.
 */
@NullMarked
package io.satang.load;

import org.jspecify.annotations.NullMarked;
