/** Kafka's settings, topics and their following from the beginning. */
package io.satang.platform.kafka;
