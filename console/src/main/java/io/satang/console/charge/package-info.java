/** Charges: the list, one with its timeline, and what can be done to it. */
@NullMarked
package io.satang.console.charge;

import org.jspecify.annotations.NullMarked;
