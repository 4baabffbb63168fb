/**
 * A real PostgreSQL and a real Kafka broker as child processes of this JVM: {@link io.satang.embedded.EmbeddedPostgres} and
 * {@link io.satang.embedded.KafkaBroker} say how each is prepared and started, {@link io.satang.embedded.RunningProgram} runs them.
 */
@NullMarked
package io.satang.embedded;

import org.jspecify.annotations.NullMarked;
