/**
 * The contract between services: event records, topics and envelope, and the one piece of plumbing that carries them — outbox, relay,
 * natural batching, idempotent consumers and local copies of topics.
 */
package io.satang.events;
