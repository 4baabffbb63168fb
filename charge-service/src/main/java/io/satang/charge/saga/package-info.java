/** Moves charges between their states: decides, stores state and events together, and decides again when somebody was faster. */
@NullMarked
package io.satang.charge.saga;

import org.jspecify.annotations.NullMarked;
