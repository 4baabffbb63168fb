/**
 * The contract between services and with the outside: event records, topics, envelope and schemas, and nothing that carries them. Who
 * consumes Satang's events needs this module alone.
 */
@NullMarked
package io.satang.events;

import org.jspecify.annotations.NullMarked;
