/** Events, and every attempt to tell of them. */
@NullMarked
package io.satang.console.event;

import org.jspecify.annotations.NullMarked;
