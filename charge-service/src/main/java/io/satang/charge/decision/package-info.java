/** What a charge may do: pure and total, from a charge, a command and the time to a decision. */
package io.satang.charge.decision;
