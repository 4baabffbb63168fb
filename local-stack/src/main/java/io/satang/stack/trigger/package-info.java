/** Has something happen in test mode, so that there is an event of it. */
@NullMarked
package io.satang.stack.trigger;

import org.jspecify.annotations.NullMarked;
