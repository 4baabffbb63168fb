/** What a charge may do: pure and total, from a charge, a command and the time to a decision. */
@NullMarked
package io.satang.charge.decision;

import org.jspecify.annotations.NullMarked;
