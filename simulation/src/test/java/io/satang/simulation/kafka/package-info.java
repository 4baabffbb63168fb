/** A stand-in for Kafka: partitions, an idempotent producer, consumer groups and their offsets. */
package io.satang.simulation.kafka;
