/** State and event commit together; the relay publishes from memory what was committed, in order per aggregate, and a sweep takes the rest. */
@NullMarked
package io.satang.platform.outbox;

import org.jspecify.annotations.NullMarked;
