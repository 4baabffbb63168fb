/** Clocks, timers that end with the service, and times as the API writes them. */
@NullMarked
package io.satang.platform.time;

import org.jspecify.annotations.NullMarked;
