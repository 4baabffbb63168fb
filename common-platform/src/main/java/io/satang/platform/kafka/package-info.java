/** Kafka's settings, topics and their following from the beginning. */
@NullMarked
package io.satang.platform.kafka;

import org.jspecify.annotations.NullMarked;
