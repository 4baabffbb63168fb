/** Charges as events for the other services. */
@NullMarked
package io.satang.charge.event;

import org.jspecify.annotations.NullMarked;
