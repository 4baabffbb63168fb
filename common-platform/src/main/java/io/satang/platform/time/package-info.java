/** Clocks, timers that end with the service, and times as the API writes them. */
package io.satang.platform.time;
